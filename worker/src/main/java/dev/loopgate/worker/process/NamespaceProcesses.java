package dev.loopgate.worker.process;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a stage with a process namespace of its own: none of them can leave it, and when
 * its first one ends the kernel ends all others.
 */
public final class NamespaceProcesses implements StageProcesses {
  private static final long LONGEST_END_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final @Nullable ProcessEntry first;
  private final Family family;

  /**
   * @param first the number outside of the process that has number 1 inside
   */
  public NamespaceProcesses(long first) {
    this.first = ProcessEntry.read(first).orElse(null);
    family = new Family(first, _ -> false);
  }

  @Override
  public Family family() {
    return family;
  }

  @Override
  public int attendants() {
    return 1;
  }

  @Override
  public int end() throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_END_NANOS;
    for (int round = 0; isThere() && System.nanoTime() < deadline; round++) {
      if (round % 100 == 0) {
        kill();
      }
      Thread.sleep(1);
    }
    return 0;
  }

  private void kill() {
    if (first != null) {
      ProcessHandle.of(first.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private boolean isThere() {
    Optional<ProcessEntry> now =
        first == null ? Optional.empty() : ProcessEntry.read(first.pid()).filter(first::isSameAs);
    return now.filter(entry -> !entry.dead()).isPresent();
  }
}
