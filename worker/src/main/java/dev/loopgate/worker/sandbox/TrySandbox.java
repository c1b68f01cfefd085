package dev.loopgate.worker.sandbox;

import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.worker.flag.Flags;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.layout.Tree;
import dev.loopgate.worker.limits.ControlGroups;
import dev.loopgate.worker.limits.InnerLimits;
import dev.loopgate.worker.process.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs a first stage in a sandbox, on the same way that every later one takes, lets it try what it
 * must not be able to do, and believes only what the stage saw.
 */
final class TrySandbox {
  private static final Lease.Limits LIMITS =
      new Lease.Limits(20, 1 << 20, 64 << 20, 2L << 30, 400, 20, 1 << 20);
  private static final List<String> SHELL =
      List.of("/bin/sh", "-c", "cat /proc/self/status /proc/self/limits; exec \"$@\"", "try");
  private static final int MAX_LOG = 100_000;

  private TrySandbox() {}

  /**
   * What came of it.
   *
   * @param fault what is missing, in words; empty when the sandbox does what its label says
   * @param proofs empty when no stage got as far as to try anything
   */
  record Trial(String fault, List<Proof> proofs) {
    Trial {
      proofs = List.copyOf(proofs);
    }
  }

  static Trial of(Bubblewrap sandbox, Path attempts) throws InterruptedException {
    AttemptDirectory directory = AttemptDirectory.in(attempts);
    try {
      directory.create();
      return of(sandbox, directory);
    } catch (IOException e) {
      return new Trial("it does not start: " + e.getMessage(), List.of());
    } finally {
      Tree.delete(directory.root());
    }
  }

  private static Trial of(Bubblewrap sandbox, AttemptDirectory directory)
      throws IOException, InterruptedException {
    List<String> command = Probe.join(SHELL, ProveIsolation.command(true));
    ProveIsolation.program(directory.workspace());
    ProcessBuilder builder =
        sandbox.prepare(directory, command, Map.of("PATH", Programs.path()), LIMITS);
    sandbox.handOver(directory);
    Flags flags = new Flags();
    StageEnd end = new Supervise(directory, LIMITS, () -> false, flags).run(sandbox, builder);
    String log = Flags.shorten(Files.readString(directory.log()), MAX_LOG);
    if (end.outcome() != Outcome.SUCCEEDED) {
      String said = Flags.shorten(Flags.printable(log.strip()), 300);
      return new Trial(end.detail() + " " + said, List.of());
    }
    List<Proof> proofs =
        ProveIsolation.from(log, directory, ProveIsolation.control(directory.root()));
    String fault = missing(sandbox, log, flags);
    return new Trial(fault.isEmpty() ? broken(sandbox, proofs) : fault, proofs);
  }

  private static String broken(Bubblewrap sandbox, List<Proof> proofs) {
    return proofs.stream()
        .filter(proof -> proof.breaks(sandbox.isolation()))
        .map(Proof::fault)
        .collect(Collectors.joining("; "));
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
        && !InnerLimits.kernelCountsApart()
        && !ControlGroups.here().isUsable()) {
      return "the kernel cannot limit processes here: run the worker on Linux 5.14 or newer, or where it"
          + " may make control groups";
    }
    return bubblewrap.hardened() && log.matches("(?s).*Max data size +unlimited.*")
        ? "limits of the kernel cannot be set"
        : "";
  }
}
