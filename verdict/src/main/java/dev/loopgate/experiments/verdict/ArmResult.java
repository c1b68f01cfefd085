package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one run of one arm ended.
 *
 * @param measurements what trusted stages measured, by metric; empty when the run failed
 * @param failure why the run failed, in words; null when it succeeded
 */
public record ArmResult(Map<String, BigDecimal> measurements, @Nullable String failure) {
  public ArmResult {
    measurements = Map.copyOf(measurements);
  }

  public static ArmResult measured(Map<String, BigDecimal> measurements) {
    return new ArmResult(measurements, null);
  }

  public static ArmResult failed(String cause) {
    return new ArmResult(Map.of(), cause);
  }

  @Nullable BigDecimal value(String metric) {
    return measurements.get(metric);
  }

  /** The first metric that was not measured; null when all were. */
  @Nullable String firstMissing(Iterable<String> metrics) {
    for (String metric : metrics) {
      if (!measurements.containsKey(metric)) {
        return metric;
      }
    }
    return null;
  }
}
