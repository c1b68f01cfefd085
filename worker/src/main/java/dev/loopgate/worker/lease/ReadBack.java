package dev.loopgate.worker.lease;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.worker.flag.Flags;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.layout.BadInputException;
import dev.loopgate.worker.lease.ExecuteAttempt.Report;
import dev.loopgate.worker.outputs.CollectOutputs;
import dev.loopgate.worker.outputs.LoggedValues;
import dev.loopgate.worker.outputs.Result;
import dev.loopgate.worker.sandbox.StageEnd;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

/**
 * Reads what a stage left, on a thread of its own: however much there is, and whatever opening it
 * does, the slot goes on, and a stop is obeyed. Whatever this program stumbles over or cannot come
 * to the end of is the stage's own doing: were it a loss, a candidate could have its seed tried
 * again by it.
 */
final class ReadBack {
  private static final System.Logger LOG = System.getLogger(ReadBack.class.getName());
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final long LOOK_MILLIS = 20;

  private final Isolation isolation;
  private final Lease lease;
  private final AttemptDirectory directory;
  private final StageEnd end;

  ReadBack(Isolation isolation, Lease lease, AttemptDirectory directory, StageEnd end) {
    this.isolation = isolation;
    this.lease = lease;
    this.directory = directory;
    this.end = end;
  }

  /**
   * What is reported.
   *
   * @param inspection of the folders, which raises flags; done first
   */
  Report report(Flags flags, BooleanSupplier unwanted, Runnable inspection)
      throws InterruptedException {
    FutureTask<Report> reading =
        new FutureTask<>(() -> {
          inspection.run();
          return collect(flags);
        });
    Thread thread = Thread.ofPlatform().daemon().name("read-" + lease.attemptId()).start(reading);
    long deadline = System.nanoTime() + LONGEST.toNanos();
    try {
      while (!reading.isDone() && !unwanted.getAsBoolean() && System.nanoTime() - deadline < 0) {
        thread.join(LOOK_MILLIS);
      }
      return reading.isDone() ? reading.get() : tooLong();
    } catch (ExecutionException e) {
      return unreadable(flags, e);
    } finally {
      reading.cancel(true);
    }
  }

  private Report collect(Flags flags) {
    CollectOutputs collected = new CollectOutputs(directory, flags, lease.limits().artifactBytes());
    LoggedValues logged = new LoggedValues(flags);
    try {
      if (end.outcome() == Outcome.SUCCEEDED) {
        collected.collect(lease.produces());
      }
    } catch (BadInputException e) {
      return without(Outcome.LOST, String.valueOf(e.getMessage()), new Flags());
    }
    logged.readMetrics(directory.metrics());
    logged.readParams(directory.params());
    Completion completion = Result.of(end, isolation, collected, logged, flags, lease.trusted());
    return new Report(completion, collected.outputs());
  }

  /** The flags so far belong to the thread that is still at it. */
  private Report tooLong() {
    Flags flags = new Flags();
    String detail =
        "What the stage left could not be read within %d s.".formatted(LONGEST.toSeconds());
    flags.raise(Flags.DISK_FLOOD, detail);
    return without(Outcome.DISK_LIMIT, detail, flags);
  }

  private Report unreadable(Flags flags, ExecutionException e) {
    LOG.log(System.Logger.Level.ERROR, "what attempt " + lease.attemptId() + " left", e);
    return without(Outcome.FAILED, "What the stage left could not be read: " + e.getCause(), flags);
  }

  private Report without(Outcome outcome, String detail, Flags flags) {
    return Report.without(Result.flagged(outcome, isolation, detail, flags));
  }
}
