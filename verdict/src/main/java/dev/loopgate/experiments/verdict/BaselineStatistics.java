package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.util.List;

/**
 * What repeated runs of the same baseline on different seeds say about one metric.
 *
 * @param noise standard deviation of the difference of two such runs: √2 · standardDeviation
 */
public record BaselineStatistics(int runs, double mean, double standardDeviation, double noise) {

  /** From at least two measured values. */
  public static BaselineStatistics of(List<BigDecimal> values) {
    if (values.size() < 2) {
      throw new IllegalArgumentException("noise needs at least two runs, not " + values.size());
    }
    double mean = Mean.of(values);
    double squares =
        values.stream()
            .mapToDouble(value -> value.doubleValue() - mean)
            .map(deviation -> deviation * deviation)
            .sum();
    boolean constant = values.stream().allMatch(v -> v.compareTo(values.getFirst()) == 0);
    double deviation = constant ? 0 : Math.sqrt(squares / (values.size() - 1));
    return new BaselineStatistics(values.size(), mean, deviation, Math.sqrt(2) * deviation);
  }
}
