package dev.loopgate.worker.limits;

import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.worker.flag.Flags;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.layout.Tree;
import dev.loopgate.worker.process.ProcessEntry;
import dev.loopgate.worker.process.Signals;
import dev.loopgate.worker.process.StageProcesses;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a stage uses, from outside, again and again: wall clock, output, processes,
 * processor time, memory, disk. Whatever the stage does to its clock or its files, the limits are
 * read here.
 */
public final class KeepLimits {
  private static final long LEAST_DISK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int SHARE = 15;
  private static final long CONFIRM_MILLIS = 5;

  private final AttemptDirectory directory;
  private final Lease.Limits limits;
  private final long sizeBefore;
  private long nextLook = System.nanoTime();
  private long nextDiskLook = nextLook;
  private boolean hiddenBefore;
  private ControlGroup group = new ControlGroup(List.of());

  public KeepLimits(AttemptDirectory directory, Lease.Limits limits) {
    this.directory = directory;
    this.limits = limits;
    sizeBefore = Tree.size(directory.stage()).bytes();
  }

  /** The kernel's own opinion, where it can be had. */
  public void watch(ControlGroup watched) {
    group = watched;
  }

  /** Everything, as often as it is worth it. */
  public @Nullable Breach look(StageOutput output, StageProcesses processes, long startedAt)
      throws InterruptedException {
    if (output.limitReached()) {
      return outputLimit();
    }
    if (System.nanoTime() - startedAt > TimeUnit.SECONDS.toNanos(limits.wallClockSeconds())) {
      return Breach.of(Outcome.TIMED_OUT, null, "more than %d s", limits.wallClockSeconds());
    }
    Breach refused = refused();
    if (refused != null) {
      return refused;
    }
    return System.nanoTime() - nextLook < 0 ? null : measured(processes);
  }

  /** Looking costs a small share of the time at most, however much there is to look at. */
  private @Nullable Breach measured(StageProcesses processes) throws InterruptedException {
    long started = System.nanoTime();
    List<ProcessEntry> living = processes.family().look();
    Breach breach = ofProcesses(processes, living);
    long now = System.nanoTime();
    nextLook = now + SHARE * (now - started);
    return breach == null && now - nextDiskLook > 0 ? held(living) : breach;
  }

  /**
   * A stage that was quick enough to break a limit between two looks has broken it all the same.
   */
  public @Nullable Breach afterwards(StageOutput output) {
    hiddenBefore = true;
    Breach refused = refused();
    if (refused != null) {
      return refused;
    }
    return output.limitReached() ? outputLimit() : onDisk(0);
  }

  /** What the exit code says about limits that the kernel kept. */
  public @Nullable Breach fromSignal(int exitCode) {
    return switch (exitCode) {
      case Signals.XCPU -> cpuLimit();
      case Signals.XFSZ -> diskLimit();
      default -> null;
    };
  }

  private @Nullable Breach ofProcesses(StageProcesses processes, List<ProcessEntry> living)
      throws InterruptedException {
    int threads = living.stream().mapToInt(ProcessEntry::threads).sum();
    if (threads - processes.attendants() > limits.processes()) {
      return processLimit();
    }
    if (processes.family().cpuSeconds() > limits.cpuSeconds()) {
      return cpuLimit();
    }
    return tooMuchMemory(living) && confirmed(processes) ? memoryLimit() : null;
  }

  private boolean tooMuchMemory(List<ProcessEntry> living) {
    return MemoryUse.atMost(living) > limits.memoryBytes()
        && MemoryUse.exactly(living) > limits.memoryBytes();
  }

  /** A child between fork and exec shows its parent's memory as its own for an instant. */
  private boolean confirmed(StageProcesses processes) throws InterruptedException {
    Thread.sleep(CONFIRM_MILLIS);
    return tooMuchMemory(processes.family().look());
  }

  /** What takes longer to see: files, with and without a name, on disk and in memory. */
  private @Nullable Breach held(List<ProcessEntry> living) {
    long started = System.nanoTime();
    List<Path> roots = List.of(directory.stage(), AttemptDirectory.INSIDE);
    Breach breach = onDisk(MemoryUse.inDeletedFiles(living, roots));
    if (breach == null
        && MemoryUse.inMemoryFiles(living) + MemoryUse.exactly(living) > limits.memoryBytes()) {
      breach = memoryLimit();
    }
    long now = System.nanoTime();
    nextDiskLook = now + Math.max(LEAST_DISK_PAUSE_NANOS, SHARE * (now - started));
    return breach;
  }

  private @Nullable Breach onDisk(long deleted) {
    Tree.Size size = Tree.size(directory.stage());
    if (size.hidden() && hiddenBefore) {
      return new Breach(
          Outcome.DISK_LIMIT, Flags.DISK_FLOOD, "folders too deep or too closed to be looked at");
    }
    hiddenBefore = size.hidden();
    return size.bytes() - sizeBefore + deleted > limits.diskBytes() ? diskLimit() : null;
  }

  private @Nullable Breach refused() {
    if (group.refusedProcess()) {
      return processLimit();
    }
    return group.ranOutOfMemory() ? memoryLimit() : null;
  }

  private Breach processLimit() {
    return Breach.of(
        Outcome.PROCESS_LIMIT,
        Flags.PROCESS_FLOOD,
        "more than %d processes and threads at once",
        limits.processes());
  }

  private Breach outputLimit() {
    return Breach.of(
        Outcome.OUTPUT_LIMIT,
        Flags.OUTPUT_FLOOD,
        "more than %d bytes of output",
        limits.outputBytes());
  }

  private Breach diskLimit() {
    return Breach.of(
        Outcome.DISK_LIMIT, Flags.DISK_FLOOD, "more than %d bytes on disk", limits.diskBytes());
  }

  private Breach memoryLimit() {
    return Breach.of(
        Outcome.MEMORY_LIMIT,
        Flags.MEMORY_FLOOD,
        "more than %d bytes of memory",
        limits.memoryBytes());
  }

  private Breach cpuLimit() {
    return Breach.of(
        Outcome.CPU_LIMIT,
        Flags.CPU_FLOOD,
        "more than %d s of processor time",
        limits.cpuSeconds());
  }
}
