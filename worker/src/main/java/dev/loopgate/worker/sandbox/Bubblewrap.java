package dev.loopgate.worker.sandbox;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.limits.InnerLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Namespaces of its own by {@code bwrap}: no network, no other processes, no capabilities, a
 * read-only system, and of the worker's files only {@code stage/}. It is started from a thread that
 * lives as long as the stage, because Linux ties {@code --die-with-parent} to that thread.
 *
 * @param words the program and the options that work on this machine
 * @param stepDown how root is left before; null where the worker is no root
 * @param observed whether {@code bwrap} names the stage's first process and lets it wait
 * @param hardened whether system calls are filtered too
 */
public record Bubblewrap(
    List<String> words,
    SandboxFiles files,
    @Nullable StepDown stepDown,
    boolean observed,
    boolean hardened)
    implements Sandbox {
  private static final Path INSIDE = AttemptDirectory.INSIDE;

  private static final long MAX_TEMPORARY_BYTES = 256L << 20;
  private static final int MAX_READ_ONLY = 64;

  /**
   * Java can hand over no more than three descriptors: a shell opens the others. What names paths
   * of the machine goes by one of them, because the stage can read its first process's command.
   */
  private static final String OPEN =
      """
      status=$1 filter=$2
      exec 4<"$3" 5<"$4" 6<"$5"
      shift 5
      echo 1000 2>/dev/null >/proc/self/oom_score_adj
      unset PWD OLDPWD
      exec "$@"\
      """;

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
  public void handOver(AttemptDirectory directory) throws IOException {
    if (stepDown != null) {
      StageUser.of(directory).own(directory.stage());
    }
  }

  @Override
  public ProcessBuilder prepare(
      AttemptDirectory directory,
      List<String> command,
      Map<String, String> environment,
      Lease.Limits limits)
      throws IOException {
    directory.arguments(arguments(directory, environment, limits));
    List<String> line = new ArrayList<>(opened(directory));
    if (stepDown != null) {
      line.addAll(stepDown.words(directory));
    }
    line.addAll(List.of(words.getFirst(), "--args", "6", "--"));
    line.addAll(InnerLimits.around(command, limits, true));
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.root().toFile());
    builder.environment().clear();
    return builder;
  }

  private List<String> arguments(
      AttemptDirectory directory, Map<String, String> environment, Lease.Limits limits)
      throws IOException {
    List<String> line = new ArrayList<>(words.subList(1, words.size()));
    line.addAll(user());
    line.addAll(descriptors());
    line.addAll(SystemView.options(stepDown == null ? Programs.javaHome() : stepDown.java()));
    line.addAll(names());
    line.addAll(List.of("--size", temporaryBytes(limits), "--tmpfs", "/tmp"));
    line.addAll(stage(directory));
    line.addAll(List.of("--remount-ro", "/", "--remount-ro", "/dev", "--clearenv"));
    environment.forEach((name, value) -> line.addAll(List.of("--setenv", name, value)));
    line.addAll(List.of("--chdir", INSIDE.resolve(AttemptDirectory.WORKSPACE).toString()));
    return line;
  }

  private List<String> opened(AttemptDirectory directory) {
    String script =
        OPEN
            + (observed ? " 7<&0 8>\"$status\"" : "")
            + (hardened ? " 9<\"$filter\"" : "")
            + " </dev/null";
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", script, "open"));
    line.addAll(List.of(directory.status().toString(), files.filter().toString()));
    line.addAll(List.of(files.hosts().toString(), files.lookUp().toString()));
    line.add(directory.arguments().toString());
    return line;
  }

  private List<String> user() {
    return stepDown == null
        ? List.of()
        : List.of("--unshare-user", "--uid", StageUser.INSIDE, "--gid", StageUser.INSIDE);
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

  /** Copies of its own: on a file that it shared and owned, a stage could make others wait. */
  private static List<String> names() {
    List<String> line = new ArrayList<>(List.of("--hostname", "loopgate"));
    line.addAll(List.of("--perms", "0444", "--file", "4", "/etc/hosts"));
    line.addAll(List.of("--perms", "0444", "--file", "5", "/etc/nsswitch.conf"));
    return line;
  }

  /** What was laid in from another stage cannot be written, not even by accident. */
  private List<String> stage(AttemptDirectory directory) throws IOException {
    Path outside = stepDown == null ? directory.stage() : stepDown.stage();
    List<String> line = new ArrayList<>();
    line.addAll(List.of("--bind", outside.toString(), INSIDE.toString()));
    for (String fixed : List.of(AttemptDirectory.WORKSPACE, AttemptDirectory.IO)) {
      line.addAll(bind("--bind", outside, Path.of(fixed)));
    }
    directory.readOnly().stream()
        .limit(MAX_READ_ONLY)
        .map(path -> Path.of(AttemptDirectory.WORKSPACE, path))
        .forEach(path -> line.addAll(bind("--ro-bind", outside, path)));
    return line;
  }

  private static List<String> bind(String option, Path outside, Path path) {
    return List.of(option, outside.resolve(path).toString(), INSIDE.resolve(path).toString());
  }

  private static String temporaryBytes(Lease.Limits limits) {
    return Long.toString(Math.clamp(limits.diskBytes(), 4_096, MAX_TEMPORARY_BYTES));
  }
}
