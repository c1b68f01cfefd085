package dev.loopgate.worker.sandbox;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.worker.layout.AttemptDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a stage is kept apart from the machine that it runs on. */
public interface Sandbox {
  /** What is written into the evidence: never more than what is done. */
  Isolation isolation();

  /** Where the stage sees its {@code stage/} folder. */
  Path seenAs(AttemptDirectory directory);

  /** Whether it writes the number of the stage's first process, and waits until its input ends. */
  boolean tellsChild();

  /** Gives the stage's folder to whom the stage runs as; called when all is laid out in it. */
  void handOver(AttemptDirectory directory) throws IOException;

  /**
   * The command line and environment that run a command in here.
   *
   * @param command its first word is an absolute program or a path in the workspace
   */
  ProcessBuilder prepare(
      AttemptDirectory directory,
      List<String> command,
      Map<String, String> environment,
      Lease.Limits limits)
      throws IOException;
}
