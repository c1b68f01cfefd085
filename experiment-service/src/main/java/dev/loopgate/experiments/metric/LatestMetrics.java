package dev.loopgate.experiments.metric;

import java.util.List;

/**
 * The last value of each metric of a run, by the stage that logged it.
 *
 * @param claims of untrusted stages
 * @param measurements of trusted stages
 */
public record LatestMetrics(List<LoggedMetric> claims, List<LoggedMetric> measurements) {
  public static final LatestMetrics NONE = new LatestMetrics(List.of(), List.of());

  public LatestMetrics {
    claims = List.copyOf(claims);
    measurements = List.copyOf(measurements);
  }
}
