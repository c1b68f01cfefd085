package dev.loopgate.retrospect;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How long one run usually takes: the middle of many. */
final class Spacing {
  private double[] seconds = new double[64];
  private int size;

  void add(double time) {
    if (time > 0 && Double.isFinite(time)) {
      seconds = size == seconds.length ? Arrays.copyOf(seconds, 2 * size) : seconds;
      seconds[size++] = time;
    }
  }

  /** Null when nothing was seen. */
  @Nullable Duration usual() {
    return size == 0
        ? null
        : Duration.ofMillis(
            Math.max(1, Math.round(Median.of(Arrays.copyOf(seconds, size)) * 1_000)));
  }
}
