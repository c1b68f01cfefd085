package dev.loopgate.experiments.metric;

/**
 * A logged number as it is shown.
 *
 * @param value a finite decimal
 * @param stage that logged it
 */
public record LoggedMetric(String key, String value, long step, String stage) {}
