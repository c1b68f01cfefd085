package dev.loopgate.bench.attempts;

import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long each request of a kind took. */
final class Latencies {
  private final Collection<Long> nanos = new ConcurrentLinkedQueue<>();

  void add(long taken) {
    nanos.add(taken);
  }

  void clear() {
    nanos.clear();
  }

  /** Milliseconds; 0 when nothing was measured. */
  double percentile(int percent) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    if (sorted.length == 0) {
      return 0;
    }
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
  }

  /** The slowest one, in milliseconds. */
  double longest() {
    return Arrays.stream(nanos.stream().mapToLong(Long::longValue).toArray()).max().orElse(0) / 1e6;
  }
}
