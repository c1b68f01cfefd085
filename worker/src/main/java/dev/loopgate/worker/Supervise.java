package dev.loopgate.worker;

import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the process of a stage and keeps its limits from outside: wall clock, output, disk. Whatever
 * the stage does to itself, its clock or its files, the end is decided here.
 */
final class Supervise {
  private static final long POLL_MILLIS = 50;
  private static final long DISK_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long DRAIN_MILLIS = 2_000;

  private final AttemptDirectory directory;
  private final Lease.Limits limits;
  private final BooleanSupplier unwanted;
  private final AttemptProcesses processes;
  private final long sizeBefore;
  private long diskLookedAt = System.nanoTime();

  /**
   * @param unwanted becomes true when the stage is to end because nobody needs it any more
   */
  Supervise(AttemptDirectory directory, Lease.Limits limits, BooleanSupplier unwanted) {
    this.directory = directory;
    this.limits = limits;
    this.unwanted = unwanted;
    processes = new AttemptProcesses(directory.marker(), directory.root());
    sizeBefore = Tree.size(directory.stage());
  }

  /** Returns when the stage and everything that it started are gone. */
  StageEnd run(ProcessBuilder builder) throws IOException, InterruptedException {
    long started = System.nanoTime();
    Process process = builder.redirectErrorStream(true).start();
    try {
      directory.record(process.toHandle());
      process.getOutputStream().close();
      StageOutput output = StageOutput.follow(process, directory.log(), limits.outputBytes());
      End end = watch(process, output, started);
      return finish(process, output, end, started);
    } finally {
      AttemptProcesses.endTree(process.toHandle());
    }
  }

  private record End(Outcome outcome, @Nullable Integer exitCode, String detail) {}

  private End watch(Process process, StageOutput output, long started) throws InterruptedException {
    long deadline = started + TimeUnit.SECONDS.toNanos(limits.wallClockSeconds());
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      End end = broken(output, deadline);
      if (end != null) {
        return end;
      }
    }
    return exited(process.exitValue());
  }

  private @Nullable End broken(StageOutput output, long deadline) {
    if (unwanted.getAsBoolean()) {
      return new End(Outcome.CANCELLED, null, "The stage was ended because nobody needs it.");
    }
    if (output.limitReached()) {
      return ended(Outcome.OUTPUT_LIMIT, "more than %d bytes of output", limits.outputBytes());
    }
    if (System.nanoTime() - deadline > 0) {
      return ended(Outcome.TIMED_OUT, "more than %d s", limits.wallClockSeconds());
    }
    return tooMuchDisk(false)
        ? ended(Outcome.DISK_LIMIT, "more than %d bytes on disk", limits.diskBytes())
        : null;
  }

  private boolean tooMuchDisk(boolean now) {
    if (!now && System.nanoTime() - diskLookedAt < DISK_POLL_NANOS) {
      return false;
    }
    boolean tooMuch = Tree.size(directory.stage()) - sizeBefore > limits.diskBytes();
    diskLookedAt = System.nanoTime();
    return tooMuch;
  }

  private static End ended(Outcome outcome, String what, long limit) {
    return new End(outcome, null, "The stage was ended: " + what.formatted(limit) + ".");
  }

  private static End exited(int code) {
    return code == 0
        ? new End(Outcome.SUCCEEDED, 0, "The stage ended by itself.")
        : new End(Outcome.FAILED, code, "The stage failed with exit code %d.".formatted(code));
  }

  private StageEnd finish(Process process, StageOutput output, End end, long started)
      throws InterruptedException {
    Duration duration = Duration.ofNanos(System.nanoTime() - started);
    AttemptProcesses.endTree(process.toHandle());
    int strays = processes.endStrays();
    output.drain(DRAIN_MILLIS);
    End real = end.outcome() == Outcome.SUCCEEDED ? afterAll(output, end) : end;
    return new StageEnd(real.outcome(), real.exitCode(), duration, real.detail(), strays);
  }

  /**
   * A stage that was quick enough to break a limit between two looks has broken it all the same.
   */
  private End afterAll(StageOutput output, End end) {
    if (output.limitReached()) {
      return ended(Outcome.OUTPUT_LIMIT, "more than %d bytes of output", limits.outputBytes());
    }
    return tooMuchDisk(true)
        ? ended(Outcome.DISK_LIMIT, "more than %d bytes on disk", limits.diskBytes())
        : end;
  }
}
