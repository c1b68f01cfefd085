package dev.loopgate.worker.lease;

import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.worker.flag.Flags;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.layout.BadInputException;
import dev.loopgate.worker.layout.Baits;
import dev.loopgate.worker.layout.Inspect;
import dev.loopgate.worker.layout.Tree;
import dev.loopgate.worker.outputs.CollectOutputs;
import dev.loopgate.worker.outputs.Result;
import dev.loopgate.worker.sandbox.StageCommand;
import dev.loopgate.worker.sandbox.StageEnd;
import dev.loopgate.worker.sandbox.Supervise;
import dev.loopgate.worker.services.LeaseLostException;
import dev.loopgate.worker.services.Patience;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt from lease to report. Heartbeats and the log go their own way meanwhile; a service
 * that is away is waited for, and an attempt that was given away leaves nothing behind.
 */
final class ExecuteAttempt {
  private static final System.Logger LOG = System.getLogger(ExecuteAttempt.class.getName());
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_GOODBYES = Duration.ofSeconds(1);
  private static final Duration AFTER_OWN_FAULT = Duration.ofSeconds(10);

  private final Machine machine;
  private final Lease lease;
  private final KeepLease keep;
  private final Patience patience;
  private boolean saidGoodbye;

  private ExecuteAttempt(Machine machine, Lease lease, KeepLease keep) {
    this.machine = machine;
    this.lease = lease;
    this.keep = keep;
    patience = new Patience(LONGEST_PAUSE, keep::unwanted);
  }

  /** Returns when the attempt is reported, or given up because the service took it back. */
  static void run(Machine machine, Lease lease) throws InterruptedException {
    try (KeepLease keep =
        KeepLease.start(
            machine.services(),
            lease,
            machine::stopping,
            () -> machine.isToEnd(lease.attemptId()))) {
      new ExecuteAttempt(machine, lease, keep).run();
    }
  }

  /** What is reported, and the files to upload before. */
  record Report(Completion completion, List<CollectOutputs.Output> outputs) {
    static Report without(Completion completion) {
      return new Report(completion, List.of());
    }
  }

  private void run() throws InterruptedException {
    try {
      AttemptDirectory directory = machine.newAttempt();
      try {
        Report report = execute(directory);
        if (keep.unwanted()) {
          machine.forget(directory);
        }
        report(report);
      } finally {
        machine.forget(directory);
      }
    } catch (IOException e) {
      report(Report.without(notRun(Outcome.CANCELLED, "The worker's disk failed: " + e)));
      Thread.sleep(AFTER_OWN_FAULT);
    }
  }

  private Report execute(AttemptDirectory directory) throws InterruptedException, IOException {
    ShipLog ship = ShipLog.start(machine.services(), lease, directory.log(), patience, keep);
    try {
      if (!machine.trustDomains().enter(lease.trusted(), keep::unwanted)) {
        return Report.without(notRun(Outcome.CANCELLED, "Nobody needs the stage any more."));
      }
      try {
        return executeApart(directory);
      } finally {
        sayAtOnce(ship);
        Tree.delete(directory.stage());
        machine.trustDomains().leave(lease.trusted());
      }
    } finally {
      ship.finish();
    }
  }

  /** While this runs, no stage of the other kind can see what is laid out. */
  private Report executeApart(AttemptDirectory directory) throws InterruptedException, IOException {
    try {
      machine.layOut(patience).into(directory, lease);
      return runStage(directory);
    } catch (BadInputException | ProblemException e) {
      return Report.without(notRun(Outcome.LOST, "The stage could not start: " + e.getMessage()));
    } catch (LeaseLostException e) {
      if (!keep.unwanted()) {
        keep.markLost();
      }
      return Report.without(notRun(Outcome.CANCELLED, "Nobody needs the stage any more."));
    }
  }

  private Report runStage(AttemptDirectory directory) throws InterruptedException, IOException {
    ProcessBuilder builder = new StageCommand(machine.sandbox(), directory, lease).build();
    Flags flags = new Flags();
    Baits baits = Baits.lay(directory.workspace(), lease.trusted() ? List.of() : lease.sealed());
    Inspect inspect = new Inspect(directory, flags);
    Supervise supervise = new Supervise(directory, lease.limits(), keep::unwanted, flags);
    machine.sandbox().handOver(directory);
    baits.age();
    StageEnd end;
    try {
      end = supervise.run(machine.sandbox(), builder);
    } catch (IOException e) {
      return Report.without(notRun(cannotStart(), "The stage could not start: " + e.getMessage()));
    }
    if (keep.unwanted()) {
      return Report.without(notRun(Outcome.CANCELLED, "Nobody needs the stage any more."));
    }
    return new ReadBack(machine.sandbox().isolation(), lease, directory, end)
        .report(
            flags,
            keep::unwanted,
            () -> {
              baits.check(flags);
              inspect.clock(Instant.now());
              if (lease.trusted()) {
                inspect.trusted();
              } else {
                inspect.candidate(lease, machine::isAttempt);
              }
            });
  }

  /** A missing program is the machine's fault, a missing workspace file the stage's. */
  private Outcome cannotStart() {
    return lease.command().getFirst().contains("/") ? Outcome.FAILED : Outcome.LOST;
  }

  private Completion notRun(Outcome outcome, @Nullable String detail) {
    return Result.without(outcome, machine.sandbox().isolation(), String.valueOf(detail));
  }

  private void report(Report report) throws InterruptedException {
    if (keep.lost()) {
      LOG.log(System.Logger.Level.INFO, "attempt {0} was taken back", lease.attemptId());
      return;
    }
    if (keep.unwanted()) {
      sayGoodbye();
      return;
    }
    try {
      complete(uploaded(report));
    } catch (LeaseLostException e) {
      LOG.log(System.Logger.Level.INFO, "attempt {0}: {1}", lease.attemptId(), e.getMessage());
    }
  }

  /** What cannot be uploaded is reported: an attempt always ends with a completion. */
  private Completion uploaded(Report report) throws InterruptedException, LeaseLostException {
    try {
      upload(report.outputs());
      return report.completion();
    } catch (ProblemException e) {
      return Result.refused(
          report.completion(), "An output could not be uploaded: " + e.getMessage());
    }
  }

  private void upload(List<CollectOutputs.Output> outputs)
      throws InterruptedException, LeaseLostException {
    for (CollectOutputs.Output output : outputs) {
      String digest = output.artifact().digest();
      patience.untilDone(
          "upload " + output.artifact().path(),
          () -> machine.services().upload(lease, digest, output.copy()));
    }
  }

  private void complete(Completion completion) throws InterruptedException, LeaseLostException {
    try {
      patience.untilDone("complete", () -> machine.services().complete(lease, completion));
      LOG.log(
          System.Logger.Level.INFO,
          "{0} {1}: {2}",
          lease.stage(),
          lease.attemptId(),
          completion.outcome());
    } catch (ProblemException e) {
      LOG.log(System.Logger.Level.WARNING, "report refused: {0}", e.getMessage());
      retryWithout(completion, e);
    }
  }

  private void retryWithout(Completion completion, ProblemException refusal)
      throws InterruptedException, LeaseLostException {
    try {
      Completion bare =
          Result.refused(completion, "The service refused the report: " + refusal.getMessage());
      patience.untilDone("complete", () -> machine.services().complete(lease, bare));
    } catch (ProblemException e) {
      LOG.log(System.Logger.Level.ERROR, "attempt {0}: {1}", lease.attemptId(), e.getMessage());
    }
  }

  /** Whoever waits to hear that nothing runs any more does not wait for the cleaning up. */
  private void sayAtOnce(ShipLog ship) throws InterruptedException {
    if (keep.unwanted() && !keep.lost()) {
      ship.finish();
      sayGoodbye(new Patience(BETWEEN_GOODBYES, () -> true));
    }
  }

  /**
   * Says that nothing of the attempt runs any more, and why: what the worker ended by itself is
   * nothing that the stage did. So it is repeated until the service is there, also after the lease,
   * unless the worker ends, too.
   */
  private void sayGoodbye() throws InterruptedException {
    sayGoodbye(new Patience(BETWEEN_GOODBYES, machine::stopping));
  }

  private void sayGoodbye(Patience asLong) throws InterruptedException {
    if (saidGoodbye) {
      return;
    }
    Completion completion = notRun(Outcome.CANCELLED, whyEnded());
    try {
      asLong.untilDone("report", () -> machine.services().complete(lease, completion));
      saidGoodbye = true;
    } catch (RuntimeException | LeaseLostException e) {
      LOG.log(System.Logger.Level.DEBUG, "attempt {0}: {1}", lease.attemptId(), e.getMessage());
    }
  }

  private String whyEnded() {
    if (keep.cancelled()) {
      return "The stage was ended because nobody needs it.";
    }
    return keep.expired()
        ? "The lease could not be kept: the service did not answer."
        : "The worker was stopped.";
  }
}
