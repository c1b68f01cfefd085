package dev.loopgate.retrospect;

import java.util.Arrays;

/** The middle of some values. */
final class Median {
  private Median() {}

  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, sorted.length);
  }

  /** Of the first so many values, which are in order. */
  static double ofSorted(double[] sorted, int size) {
    int middle = size / 2;
    return size % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
