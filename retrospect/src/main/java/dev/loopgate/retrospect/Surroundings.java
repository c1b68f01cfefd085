package dev.loopgate.retrospect;

import java.util.Arrays;

/** What an attempt is compared with: itself and the seven attempts on each side. */
final class Surroundings {
  private static final int REACH = 7;

  private Surroundings() {}

  static double median(double[] losses, int place) {
    int from = Math.max(0, place - REACH);
    int to = Math.min(losses.length, place + REACH + 1);
    return Median.of(Arrays.copyOfRange(losses, from, to));
  }
}
