package dev.loopgate.worker.lease;

import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.layout.AttemptDirectory.ProcessRecord;
import dev.loopgate.worker.layout.Tree;
import dev.loopgate.worker.process.AttemptProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Cleans up what a worker that was killed left behind: its children and its folders. */
public final class LeftOvers {
  private static final System.Logger LOG = System.getLogger(LeftOvers.class.getName());

  private LeftOvers() {}

  /** Called while this worker alone holds the directory and nothing runs yet. */
  public static void clean(Path attempts) throws IOException, InterruptedException {
    Files.createDirectories(attempts);
    List<Path> roots;
    try (Stream<Path> list = Files.list(attempts)) {
      roots = list.toList();
    }
    for (Path root : roots) {
      try {
        clean(root, attempts);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "cannot clean " + attempts.relativize(root), e);
      }
    }
  }

  private static void clean(Path root, Path attempts) throws InterruptedException {
    ProcessRecord process = AttemptDirectory.recorded(root).orElse(null);
    if (process != null) {
      endChild(process);
      new AttemptProcesses(process.marker(), root, 0).end();
    }
    if (!Tree.delete(root)) {
      LOG.log(System.Logger.Level.WARNING, "cannot delete {0}", attempts.relativize(root));
    }
  }

  /** By number only if the start time says that it is the same process. */
  private static void endChild(ProcessRecord entry) {
    Long pid = entry.pid();
    Long startedAt = entry.startedAtMillis();
    if (pid == null || startedAt == null) {
      return;
    }
    ProcessHandle.of(pid)
        .filter(process -> startedAt(process, startedAt))
        .ifPresent(AttemptProcesses::endTree);
  }

  private static boolean startedAt(ProcessHandle process, long millis) {
    return process
        .info()
        .startInstant()
        .filter(instant -> instant.toEpochMilli() == millis)
        .isPresent();
  }
}
