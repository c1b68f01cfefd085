package dev.loopgate.worker.sandbox;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.limits.InnerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Namespaces of its own by {@code bwrap}: no network, no other processes, no capabilities, a
 * read-only system, and of the worker's files only {@code stage/}. It is started from a thread that
 * lives as long as the stage, because Linux ties {@code --die-with-parent} to that thread.
 *
 * @param words the program and the options that work on this machine
 * @param observed whether {@code bwrap} names the stage's first process and lets it wait
 * @param hardened whether system calls are filtered too
 */
public record Bubblewrap(List<String> words, SandboxFiles files, boolean observed, boolean hardened)
    implements Sandbox {
  private static final Path INSIDE = AttemptDirectory.INSIDE;

  private static final long MAX_TEMPORARY_BYTES = 256L << 20;
  private static final int MAX_READ_ONLY = 64;

  /** Java can hand over no more than three descriptors: a shell opens the others. */
  private static final String OPEN =
      """
      status=$1 filter=$2
      shift 2
      echo 1000 2>/dev/null >/proc/self/oom_score_adj
      unset PWD OLDPWD
      exec "$@"\
      """;

  private static final List<String> READABLE =
      List.of(
          "/etc/alternatives",
          "/etc/ld.so.cache",
          "/etc/ld.so.conf",
          "/etc/ld.so.conf.d",
          "/etc/localtime",
          "/etc/ssl",
          "/etc/java");

  public Bubblewrap {
    words = List.copyOf(words);
  }

  @Override
  public Isolation isolation() {
    return hardened ? Isolation.HARDENED : Isolation.BUBBLEWRAP;
  }

  @Override
  public Path seenAs(AttemptDirectory directory) {
    return INSIDE;
  }

  @Override
  public boolean tellsChild() {
    return observed;
  }

  @Override
  public ProcessBuilder prepare(
      AttemptDirectory directory,
      List<String> command,
      Map<String, String> environment,
      Lease.Limits limits)
      throws IOException {
    List<String> line = new ArrayList<>(opened(directory));
    line.addAll(words);
    line.addAll(descriptors());
    line.addAll(system());
    line.addAll(names());
    line.addAll(List.of("--size", temporaryBytes(limits), "--tmpfs", "/tmp"));
    line.addAll(stage(directory));
    line.addAll(List.of("--remount-ro", "/", "--remount-ro", "/dev", "--clearenv"));
    environment.forEach((name, value) -> line.addAll(List.of("--setenv", name, value)));
    line.addAll(List.of("--chdir", INSIDE.resolve(AttemptDirectory.WORKSPACE).toString(), "--"));
    line.addAll(InnerLimits.around(command, limits, true));
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.root().toFile());
    builder.environment().clear();
    return builder;
  }

  private List<String> opened(AttemptDirectory directory) {
    String script =
        OPEN
            + (observed ? " 7<&0 8>\"$status\"" : "")
            + (hardened ? " 9<\"$filter\"" : "")
            + " </dev/null";
    String status = directory.status().toString();
    return List.of("/bin/sh", "-c", script, "open", status, files.filter().toString());
  }

  private List<String> descriptors() {
    List<String> line = new ArrayList<>();
    if (observed) {
      line.addAll(List.of("--block-fd", "7", "--json-status-fd", "8"));
    }
    if (hardened) {
      line.addAll(List.of("--seccomp", "9"));
    }
    return line;
  }

  private List<String> names() {
    return List.of(
        "--hostname",
        "loopgate",
        "--ro-bind",
        files.hosts().toString(),
        "/etc/hosts",
        "--ro-bind",
        files.lookUp().toString(),
        "/etc/nsswitch.conf");
  }

  /** What was laid in from another stage cannot be written, not even by accident. */
  private static List<String> stage(AttemptDirectory directory) throws IOException {
    List<String> line = new ArrayList<>();
    line.addAll(List.of("--bind", directory.stage().toString(), INSIDE.toString()));
    for (String fixed : List.of(AttemptDirectory.WORKSPACE, AttemptDirectory.IO)) {
      String outside = directory.stage().resolve(fixed).toString();
      line.addAll(List.of("--bind", outside, INSIDE.resolve(fixed).toString()));
    }
    directory.readOnly().stream()
        .limit(MAX_READ_ONLY)
        .forEach(path -> line.addAll(readOnly(directory.workspace().resolve(path), path)));
    return line;
  }

  private static List<String> readOnly(Path outside, String path) {
    Path inside = INSIDE.resolve(AttemptDirectory.WORKSPACE).resolve(path);
    return List.of("--ro-bind", outside.toString(), inside.toString());
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
