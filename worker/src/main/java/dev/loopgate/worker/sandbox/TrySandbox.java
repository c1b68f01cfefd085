package dev.loopgate.worker.sandbox;

import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.worker.flag.Flags;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.layout.Tree;
import dev.loopgate.worker.limits.ControlGroups;
import dev.loopgate.worker.limits.InnerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs a first stage in a sandbox, on the same way that every later one takes, and believes only
 * what the stage saw.
 */
final class TrySandbox {
  private static final Lease.Limits LIMITS =
      new Lease.Limits(20, 1 << 20, 64 << 20, 2L << 30, 400, 20, 1 << 20);
  private static final String STAGE =
      "cat /proc/self/status /proc/self/limits; exec \"$0\" --version";

  private TrySandbox() {}

  /** What is missing, in words; empty when the sandbox does what its label says. */
  static String fault(Sandbox sandbox, Path attempts) throws InterruptedException {
    AttemptDirectory directory = AttemptDirectory.in(attempts);
    try {
      directory.create();
      return fault(sandbox, directory);
    } catch (IOException e) {
      return "it does not start: " + e.getMessage();
    } finally {
      Tree.delete(directory.root());
    }
  }

  private static String fault(Sandbox sandbox, AttemptDirectory directory)
      throws IOException, InterruptedException {
    List<String> command = List.of("/bin/sh", "-c", STAGE, Programs.java());
    ProcessBuilder builder =
        sandbox.prepare(directory, command, Map.of("PATH", Programs.path()), LIMITS);
    Flags flags = new Flags();
    StageEnd end = new Supervise(directory, LIMITS, () -> false, flags).run(sandbox, builder);
    String log = Flags.shorten(Files.readString(directory.log()), 10_000);
    if (end.outcome() != Outcome.SUCCEEDED) {
      return end.detail() + " " + Flags.shorten(Flags.printable(log.strip()), 300);
    }
    return sandbox instanceof Bubblewrap bubblewrap ? missing(bubblewrap, log, flags) : "";
  }

  private static String missing(Bubblewrap bubblewrap, String log, Flags flags) {
    if (!flags.list().isEmpty()) {
      return "a harmless stage raised " + flags.list();
    }
    if (!log.contains("NoNewPrivs:\t1") || !log.matches("(?s).*CapEff:\\s*0+\\n.*")) {
      return "a stage keeps privileges";
    }
    if (bubblewrap.hardened() && !log.contains("Seccomp:\t2")) {
      return "system calls are not filtered";
    }
    if (bubblewrap.hardened()
        && !InnerLimits.countsProcesses()
        && !ControlGroups.here().isUsable()) {
      return "the kernel cannot limit processes here: run the worker as another user than root, or"
          + " where it may make control groups";
    }
    return bubblewrap.hardened() && log.matches("(?s).*Max data size +unlimited.*")
        ? "limits of the kernel cannot be set"
        : "";
  }
}
