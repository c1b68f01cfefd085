package dev.loopgate.worker.sandbox;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.limits.InnerLimits;
import dev.loopgate.worker.process.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process like any other of the worker's user: its limits are kept, but it is free to read what
 * that user can read and to use the network. Labelled as such.
 *
 * @param diesWithWorker words before the command that tie its life to the worker's, where possible
 */
record PlainProcess(List<String> diesWithWorker) implements Sandbox {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final List<String> SETPRIV = List.of("setpriv", "--pdeathsig", "KILL", "--");

  PlainProcess {
    diesWithWorker = List.copyOf(diesWithWorker);
  }

  /** With {@code setpriv} where it works. */
  static PlainProcess find() {
    return Programs.find(SETPRIV.getFirst())
        .map(program -> Probe.replaceFirst(SETPRIV, program))
        .filter(words -> Probe.works(Probe.join(words, List.of("/bin/sh", "-c", "exit 0"))))
        .map(PlainProcess::new)
        .orElseGet(() -> new PlainProcess(List.of()));
  }

  @Override
  public Isolation isolation() {
    return Isolation.PROCESS;
  }

  @Override
  public Path seenAs(AttemptDirectory directory) {
    return directory.stage();
  }

  @Override
  public boolean tellsChild() {
    return false;
  }

  /** It runs as the worker's own user. */
  @Override
  public void handOver(AttemptDirectory directory) {}

  @Override
  public ProcessBuilder prepare(
      AttemptDirectory directory,
      List<String> command,
      Map<String, String> environment,
      Lease.Limits limits) {
    List<String> words = new ArrayList<>(diesWithWorker);
    words.addAll(withLimits(command, limits));
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.workspace().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /** Processes are not limited here: the kernel would count everything that the user runs. */
  private static List<String> withLimits(List<String> command, Lease.Limits limits) {
    return Files.isExecutable(SHELL) ? InnerLimits.around(command, limits, false) : command;
  }
}
