package dev.loopgate.worker.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a stage in a sandbox sees of the system: read-only, and nothing of it that could hold a
 * secret or that is a switch of the machine's.
 */
final class SystemView {
  private static final Path PROC = Path.of("/proc");
  private static final List<String> FOLDERS =
      List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");
  private static final List<String> READABLE =
      List.of(
          "/etc/alternatives",
          "/etc/ld.so.cache",
          "/etc/ld.so.conf",
          "/etc/ld.so.conf.d",
          "/etc/localtime",
          "/etc/ssl/certs",
          "/etc/ssl/openssl.cnf",
          "/etc/java");

  /** What the kernel tells there is about the machine and everybody's keys. */
  private static final List<String> HIDDEN =
      List.of("kcore", "keys", "key-users", "latency_stats", "sched_debug", "timer_list");

  private SystemView() {}

  /**
   * @param java where the worker's JDK can be reached by whoever makes the sandbox
   */
  static List<String> options(Path java) {
    List<String> line = new ArrayList<>(List.of("--ro-bind", "/usr", "/usr"));
    FOLDERS.forEach(folder -> line.addAll(sameAsOutside(Path.of(folder))));
    READABLE.forEach(path -> line.addAll(List.of("--ro-bind-try", path, path)));
    if (!Programs.isJavaOfTheSystem()) {
      line.addAll(List.of("--ro-bind", java.toString(), Programs.javaHome().toString()));
    }
    line.addAll(List.of("--proc", "/proc"));
    line.addAll(switches());
    line.addAll(List.of("--dev", "/dev"));
    return line;
  }

  private static List<String> sameAsOutside(Path folder) {
    try {
      if (Files.isSymbolicLink(folder)) {
        return List.of("--symlink", Files.readSymbolicLink(folder).toString(), folder.toString());
      }
    } catch (IOException e) {
      return List.of();
    }
    return List.of("--ro-bind-try", folder.toString(), folder.toString());
  }

  /** Whatever in there is no process can be read at most, whoever the stage is. */
  private static List<String> switches() {
    List<String> line = new ArrayList<>();
    try (Stream<Path> entries = Files.list(PROC)) {
      entries
          .filter(SystemView::isSwitch)
          .sorted()
          .forEach(path -> line.addAll(List.of("--ro-bind-try", path.toString(), path.toString())));
    } catch (IOException e) {
      line.addAll(List.of("--ro-bind-try", "/proc/sys", "/proc/sys"));
    }
    HIDDEN.stream()
        .map(PROC::resolve)
        .filter(Files::exists)
        .forEach(path -> line.addAll(List.of("--ro-bind", "/dev/null", path.toString())));
    return line;
  }

  private static boolean isSwitch(Path path) {
    if (String.valueOf(path.getFileName()).matches("[0-9]+|self|thread-self|net|mounts")) {
      return false;
    }
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || isWritableBySomebody(path);
  }

  private static boolean isWritableBySomebody(Path path) {
    try {
      return Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS)
              instanceof Integer mode
          && (mode & 0222) != 0
          && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
