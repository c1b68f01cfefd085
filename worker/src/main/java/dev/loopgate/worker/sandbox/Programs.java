package dev.loopgate.worker.sandbox;

import dev.loopgate.worker.process.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The programs that a stage can name: those of the worker's own JDK first, then the system's. The
 * worker's own PATH plays no part, so that a stage runs the same wherever the worker was started.
 */
public final class Programs {
  private static final List<String> SYSTEM = List.of("/usr/local/bin", "/usr/bin", "/bin");

  private Programs() {}

  static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  /** Whether every sandbox shows it anyway. */
  static boolean isJavaOfTheSystem() {
    return javaHome().startsWith("/usr");
  }

  public static String java() {
    return javaHome().resolve("bin").resolve("java").toString();
  }

  /** The PATH of a stage. */
  static String path() {
    return String.join(":", folders());
  }

  /** The absolute path of a program; a name with a slash stays as it is (a workspace file). */
  public static Optional<String> find(String name) {
    if (name.contains("/")) {
      return Optional.of(name);
    }
    return folders().stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static List<String> folders() {
    return Probe.join(List.of(javaHome().resolve("bin").toString()), SYSTEM);
  }
}
