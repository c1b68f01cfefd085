package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.experiments.Registration;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a reader needs beside the verdict of four widths: a change that gains a little on most seeds
 * and loses enormously on few can pass at a narrow width, and is seen here.
 *
 * @param eValue the capital of the widest width alone, rounded down to 6 decimals
 * @param largeLosses the indices of the pairs that lost more than s, each a {@code LARGE_LOSS}
 */
public record WidestWidth(String eValue, List<Integer> largeLosses) {
  /** The kind of flag that each large loss is. */
  public static final String LARGE_LOSS = "LARGE_LOSS";

  public WidestWidth {
    largeLosses = List.copyOf(largeLosses);
  }

  /**
   * Looks at the pairs of a verdict.
   *
   * @param pairs those that were judged, see {@link Decision#pairs()} and {@link Recorded}
   */
  public static WidestWidth of(Registration registration, List<PairResult> pairs) {
    Trial trial = Trial.after(registration, pairs);
    BigDecimal most = new BigDecimal(registration.scale()).negate();
    List<Integer> losses =
        pairs.stream()
            .filter(pair -> trial.measuredBoth(pair))
            .filter(pair -> trial.difference(pair).compareTo(most) < 0)
            .map(PairResult::index)
            .sorted()
            .toList();
    return new WidestWidth(VerdictRule.shown(trial.widestEValue()), losses);
  }
}
