package dev.loopgate.chassis.feed;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Wakes those who try events again, when something was applied that they may have waited for. */
class Retries {
  private static final UUID NO_PROGRAM = new UUID(0, 0);

  private final BlockingQueue<UUID> lively = new LinkedBlockingQueue<>();
  private volatile List<ParkedCount> seen = List.of();
  private volatile boolean anyParked;

  /** An event about a program was applied; costs nothing while nothing is set aside. */
  void applied(@Nullable UUID program) {
    if (anyParked && program != null) {
      lively.add(program);
    }
  }

  /** An event was set aside. */
  void parked() {
    anyParked = true;
    lively.add(NO_PROGRAM);
  }

  /** Which programs something was applied about; waits a while when there are none yet. */
  Set<UUID> await(Duration atMost) throws InterruptedException {
    Set<UUID> programs = new HashSet<>();
    UUID first = lively.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      programs.add(first);
      lively.drainTo(programs);
    }
    return programs;
  }

  /** Remembers what is set aside, for those who must not ask the database. */
  void saw(List<ParkedCount> counts) {
    seen = List.copyOf(counts);
    anyParked = !counts.isEmpty();
  }

  /** What was set aside at the last look. */
  List<ParkedCount> seen() {
    return seen;
  }
}
