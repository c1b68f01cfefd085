package dev.loopgate.bench.log;

import java.util.stream.LongStream;

/** Times of one kind, in nanoseconds. */
final class Spread {
  private final long[] sorted;

  private Spread(long[] sorted) {
    this.sorted = sorted;
  }

  static Spread of(LongStream nanos) {
    return new Spread(nanos.sorted().toArray());
  }

  /** The smallest time that so many percent of the times do not exceed (nearest rank). */
  double percentile(double percent) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  @Override
  public String toString() {
    return "p50 %7.1f ms   p99 %7.1f ms   max %7.1f ms"
        .formatted(
            LogLatency.millis(percentile(50)),
            LogLatency.millis(percentile(99)),
            LogLatency.millis(percentile(100)));
  }
}
