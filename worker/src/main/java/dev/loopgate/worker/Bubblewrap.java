package dev.loopgate.worker;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Namespaces of its own by {@code bwrap}: no network, no other processes, no capabilities, a
 * read-only system, and of the worker's files only {@code stage/}. It is started from a thread that
 * lives as long as the stage, because Linux ties {@code --die-with-parent} to that thread.
 *
 * @param words the program and the options that work on this machine
 */
record Bubblewrap(List<String> words) implements Sandbox {
  private static final Path INSIDE = Path.of("/loopgate");
  private static final long MAX_TEMPORARY_BYTES = 256L << 20;
  private static final List<String> UNSHARE =
      List.of("--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL");
  private static final List<String> NO_NESTING = List.of("--unshare-user", "--disable-userns");
  private static final List<String> READABLE =
      List.of(
          "/etc/alternatives",
          "/etc/ld.so.cache",
          "/etc/ld.so.conf",
          "/etc/ld.so.conf.d",
          "/etc/localtime",
          "/etc/ssl",
          "/etc/java");

  Bubblewrap {
    words = List.copyOf(words);
  }

  /** Empty when there is no {@code bwrap} or a first stage in it does not run. */
  static Optional<Bubblewrap> find() {
    return Programs.find("bwrap").stream()
        .flatMap(Bubblewrap::variants)
        .filter(bubblewrap -> Probe.works(bubblewrap.probe()))
        .findFirst();
  }

  private static Stream<Bubblewrap> variants(String program) {
    List<String> plain = Probe.join(List.of(program), UNSHARE);
    return Stream.of(Probe.join(plain, NO_NESTING), plain).map(Bubblewrap::new);
  }

  private List<String> probe() {
    List<String> command = new ArrayList<>(words);
    command.addAll(system());
    command.addAll(List.of("--size", "65536", "--tmpfs", "/tmp", "--remount-ro", "/", "--"));
    command.add(Programs.java());
    command.add("--version");
    return command;
  }

  @Override
  public Isolation isolation() {
    return Isolation.BUBBLEWRAP;
  }

  @Override
  public Path seenAs(AttemptDirectory directory) {
    return INSIDE;
  }

  @Override
  public ProcessBuilder prepare(
      AttemptDirectory directory,
      List<String> command,
      Map<String, String> environment,
      Lease.Limits limits) {
    List<String> line = new ArrayList<>(words);
    line.addAll(system());
    line.addAll(List.of("--hostname", "loopgate"));
    line.addAll(List.of("--size", temporaryBytes(limits), "--tmpfs", "/tmp"));
    line.addAll(List.of("--bind", directory.stage().toString(), INSIDE.toString()));
    for (String fixed : List.of(AttemptDirectory.WORKSPACE, AttemptDirectory.IO)) {
      String outside = directory.stage().resolve(fixed).toString();
      line.addAll(List.of("--bind", outside, INSIDE.resolve(fixed).toString()));
    }
    line.addAll(List.of("--remount-ro", "/", "--remount-ro", "/dev", "--clearenv"));
    environment.forEach((name, value) -> line.addAll(List.of("--setenv", name, value)));
    line.addAll(List.of("--chdir", INSIDE.resolve(AttemptDirectory.WORKSPACE).toString(), "--"));
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.root().toFile());
    builder.environment().clear();
    return builder;
  }

  private static String temporaryBytes(Lease.Limits limits) {
    return Long.toString(Math.clamp(limits.diskBytes(), 4_096, MAX_TEMPORARY_BYTES));
  }

  /** The system, read-only, and nothing of it that could hold a secret. */
  private static List<String> system() {
    List<String> line = new ArrayList<>(List.of("--ro-bind", "/usr", "/usr"));
    for (String folder : List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")) {
      line.addAll(sameAsOutside(Path.of(folder)));
    }
    for (String path : READABLE) {
      line.addAll(List.of("--ro-bind-try", path, path));
    }
    String jdk = Programs.javaHome().toString();
    if (!jdk.startsWith("/usr/")) {
      line.addAll(List.of("--ro-bind", jdk, jdk));
    }
    line.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
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
}
