package dev.loopgate.worker.sandbox;

import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.worker.flag.Flags;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.limits.Breach;
import dev.loopgate.worker.limits.ControlGroup;
import dev.loopgate.worker.limits.ControlGroups;
import dev.loopgate.worker.limits.KeepLimits;
import dev.loopgate.worker.limits.StageOutput;
import dev.loopgate.worker.process.AttemptProcesses;
import dev.loopgate.worker.process.ChildStatus;
import dev.loopgate.worker.process.NamespaceProcesses;
import dev.loopgate.worker.process.NetworkCounters;
import dev.loopgate.worker.process.Signals;
import dev.loopgate.worker.process.StageProcesses;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the process of a stage from outside: opens the eyes before it starts, ends it when it breaks
 * a limit, and returns when nothing of it is left.
 */
public final class Supervise {
  private static final long POLL_MILLIS = 20;
  private static final int ATTENDANTS = 4;
  private static final long DRAIN_MILLIS = 2_000;

  private final AttemptDirectory directory;
  private final Lease.Limits limits;
  private final KeepLimits keep;
  private final BooleanSupplier unwanted;
  private final Flags flags;

  /**
   * @param unwanted becomes true when the stage is to end because nobody needs it any more
   */
  public Supervise(
      AttemptDirectory directory, Lease.Limits limits, BooleanSupplier unwanted, Flags flags) {
    this.directory = directory;
    this.limits = limits;
    this.unwanted = unwanted;
    this.flags = flags;
    keep = new KeepLimits(directory, limits);
  }

  /** Returns when the stage and everything that it started are gone. */
  public StageEnd run(Sandbox sandbox, ProcessBuilder builder)
      throws IOException, InterruptedException {
    try (ControlGroup group =
        ControlGroups.here()
            .create(directory.name(), limits.memoryBytes(), limits.processes() + ATTENDANTS)) {
      keep.watch(group);
      return start(sandbox, builder.command(group.around(builder.command())));
    }
  }

  private StageEnd start(Sandbox sandbox, ProcessBuilder builder)
      throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    try {
      directory.record(process.toHandle());
      OptionalLong child =
          sandbox.tellsChild()
              ? ChildStatus.await(directory.status(), process)
              : OptionalLong.empty();
      return child.isPresent()
          ? runApart(process, child.getAsLong())
          : run(process, new AttemptProcesses(directory.marker(), directory.root(), process.pid()));
    } finally {
      AttemptProcesses.endTree(process.toHandle());
    }
  }

  private StageEnd runApart(Process process, long child) throws IOException, InterruptedException {
    try (NetworkCounters network = NetworkCounters.of(child)) {
      StageEnd end = run(process, new NamespaceProcesses(child));
      network.attempts().forEach(attempt -> flags.raise(Flags.NETWORK_ATTEMPT, attempt));
      return end.outcome() == Outcome.FAILED && !ChildStatus.saysEnd(directory.status())
          ? end.lost("The sandbox of the stage was killed.")
          : end;
    }
  }

  /** The stage waits until its standard input is closed. */
  private StageEnd run(Process process, StageProcesses processes)
      throws IOException, InterruptedException {
    StageOutput output = StageOutput.follow(process, directory.log(), limits.outputBytes());
    long started = System.nanoTime();
    process.getOutputStream().close();
    Breach breach = watch(process, output, processes, started);
    Duration duration = Duration.ofNanos(System.nanoTime() - started);
    AttemptProcesses.endTree(process.toHandle());
    int strays = processes.end();
    output.drain(DRAIN_MILLIS);
    Integer exitCode = breach == null ? process.exitValue() : null;
    return end(afterAll(output, breach, exitCode), exitCode, duration, strays);
  }

  private @Nullable Breach watch(
      Process process, StageOutput output, StageProcesses processes, long started)
      throws InterruptedException {
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      Breach breach =
          unwanted.getAsBoolean() ? Breach.unwanted() : keep.look(output, processes, started);
      if (breach != null) {
        return breach;
      }
    }
    return null;
  }

  private @Nullable Breach afterAll(
      StageOutput output, @Nullable Breach breach, @Nullable Integer exitCode) {
    if (breach != null || exitCode == null) {
      return breach;
    }
    Breach signalled = keep.fromSignal(exitCode);
    return signalled == null ? keep.afterwards(output) : signalled;
  }

  private StageEnd end(
      @Nullable Breach breach, @Nullable Integer exitCode, Duration duration, int strays) {
    if (breach != null) {
      raise(breach);
      return new StageEnd(breach.outcome(), null, duration, breach.detail(), strays);
    }
    int code = exitCode == null ? -1 : exitCode;
    if (code == Signals.SYS) {
      flags.raise(
          Flags.FORBIDDEN_CALL,
          "the stage's own process asked the kernel to set the clock, or spoke another architecture");
    }
    Outcome outcome = code == 0 ? Outcome.SUCCEEDED : Outcome.FAILED;
    return new StageEnd(outcome, code, duration, said(code), strays);
  }

  private void raise(Breach breach) {
    if (breach.flag() != null) {
      flags.raise(breach.flag(), breach.what());
    }
  }

  private static String said(int code) {
    return code == 0
        ? "The stage ended by itself."
        : "The stage failed with exit code %d.".formatted(code);
  }
}
