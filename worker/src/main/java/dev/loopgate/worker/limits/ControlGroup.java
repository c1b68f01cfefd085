package dev.loopgate.worker.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The control group of one stage, as long as the stage is there. */
public record ControlGroup(List<Path> folders) implements AutoCloseable {
  private static final long LONGEST_GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final String JOIN =
      """
      for group in $1; do { echo $$ > "$group/cgroup.procs"; } 2>/dev/null; done
      shift
      exec "$@"
      """;

  public ControlGroup {
    folders = List.copyOf(folders);
  }

  /** The command behind a shell that enters the group; the same command where there is none. */
  public List<String> around(List<String> command) {
    if (folders.isEmpty()) {
      return command;
    }
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", JOIN, "join"));
    line.add(String.join(" ", folders.stream().map(Path::toString).toList()));
    line.addAll(command);
    return line;
  }

  /** Whether the kernel refused a process. */
  boolean refusedProcess() {
    return counted("pids.events", "max");
  }

  /** Whether the kernel ended a process because the group's memory was used up. */
  boolean ranOutOfMemory() {
    return counted("memory.events", "oom_kill");
  }

  private boolean counted(String file, String name) {
    return folders.stream()
        .flatMap(folder -> lines(folder.resolve(file)).stream())
        .anyMatch(line -> line.startsWith(name + " ") && !line.equals(name + " 0"));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Ends whoever hid from all other looks. A group can be removed when its last process is gone;
   * that may take the kernel a moment.
   */
  @Override
  public void close() {
    long deadline = System.nanoTime() + LONGEST_GOODBYE_NANOS;
    for (Path folder : folders) {
      while (!removed(folder) && System.nanoTime() < deadline) {
        lines(folder.resolve("cgroup.procs")).forEach(ControlGroup::end);
        Thread.onSpinWait();
      }
    }
  }

  /** Number 0 stands for a process of another namespace, 1 is nobody's stage. */
  private static void end(String number) {
    if (number.matches("[1-9][0-9]{0,9}") && !number.equals("1")) {
      ProcessHandle.of(Long.parseLong(number)).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static boolean removed(Path folder) {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
