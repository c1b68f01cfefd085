package dev.loopgate.retrospect;

import org.jspecify.annotations.Nullable;

/**
 * What a person says about a log when it does not say so itself.
 *
 * @param metric the column that decides
 * @param status the column that says keep, discard or crash
 * @param direction which way the metric gets better
 */
public record TableOptions(
    @Nullable String metric, @Nullable String status, @Nullable Direction direction) {
  /** The log says everything. */
  public static final TableOptions NONE = new TableOptions(null, null, null);
}
