package dev.loopgate.worker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds and ends the processes of an attempt: the descendants of its child, and on Linux everything
 * else that carries its marker, works in its folder, or was seen below it before it left the tree.
 */
public final class AttemptProcesses implements StageProcesses {
  public static final String VARIABLE = "LOOPGATE_ATTEMPT";

  private static final int ROUNDS = 20;
  private static final long PAUSE_MILLIS = 25;
  private static final Path PROC = Path.of("/proc");

  private final String marker;
  private final Path root;
  private final Family family;

  /**
   * @param first the stage's own process, 0 when it is not known
   */
  public AttemptProcesses(String marker, Path root, long first) {
    this.marker = VARIABLE + "=" + marker;
    this.root = root;
    family = new Family(first, this::belongs);
  }

  @Override
  public Family family() {
    return family;
  }

  @Override
  public int attendants() {
    return 0;
  }

  /** Ends a child with all that descends from it. */
  public static void endTree(ProcessHandle child) {
    List<ProcessHandle> descendants = child.descendants().toList();
    child.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Ends what is left; repeated, because a process may be forking meanwhile.
   *
   * @return how many there were at first
   */
  @Override
  public int end() throws InterruptedException {
    int first = -1;
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> strays = strays();
      first = first < 0 ? strays.size() : first;
      if (strays.isEmpty()) {
        break;
      }
      strays.forEach(AttemptProcesses::endTree);
      Thread.sleep(PAUSE_MILLIS);
    }
    return first;
  }

  private List<ProcessHandle> strays() {
    long self = ProcessHandle.current().pid();
    Set<Long> members =
        family.look().stream()
            .filter(entry -> !entry.dead())
            .map(ProcessEntry::pid)
            .collect(Collectors.toSet());
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != self)
        .filter(process -> members.contains(process.pid()) || belongs(process.pid()))
        .toList();
  }

  private boolean belongs(long pid) {
    Path process = PROC.resolve(Long.toString(pid));
    return hasMarker(process.resolve("environ")) || worksInside(process.resolve("cwd"));
  }

  private boolean hasMarker(Path environ) {
    try {
      String text = new String(Files.readAllBytes(environ), StandardCharsets.ISO_8859_1);
      return Stream.of(text.split("\0")).anyMatch(marker::equals);
    } catch (IOException | SecurityException e) {
      return false;
    }
  }

  private boolean worksInside(Path cwd) {
    try {
      return Files.readSymbolicLink(cwd).startsWith(root);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
