package dev.loopgate.contracts.work;

import org.jspecify.annotations.Nullable;

/**
 * One logged number. Whether it is a claim or a measurement is decided by the stage, never by the
 * sender.
 *
 * @param value a finite decimal as the stage wrote it
 * @param step at least 0; null means 0
 */
public record MetricPoint(String key, String value, @Nullable Long step) {}
