package dev.loopgate.bench.streams;

import java.util.Arrays;

/**
 * The empirical Bernstein bound of Maurer and Pontil (2009, theorem 4) for the mean of values in
 * [0, 1]: it holds for every distribution, with no appeal to normality.
 */
public final class Bernstein {
  private static final double ONE_PERCENT = 0.01;

  private Bernstein() {}

  /** What the mean is below with 99 % confidence. */
  public static double upperBound(double[] values) {
    int n = values.length;
    double mean = Arrays.stream(values).sum() / n;
    double variance =
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / (n - 1);
    double log = Math.log(2 / ONE_PERCENT);
    return Math.min(1, mean + Math.sqrt(2 * variance * log / n) + 7 * log / (3 * (n - 1)));
  }
}
