package dev.loopgate.contracts.experiments;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment showed.
 *
 * @param effect mean of the paired differences, better is larger, in units of the metric; null when
 *     no pair was observed
 * @param low lower end of the anytime-valid confidence interval for the effect
 * @param high upper end
 * @param confidence level of the interval, for example 0.95
 * @param eValue the e-value at the stop: a decimal string, rounded down to 6 decimals
 * @param threshold 1/α_t, a decimal string
 * @param pairs pairs that were judged
 * @param baselineMean mean of the metric over the baseline runs
 * @param candidateMean mean of the metric over the candidate runs that ended
 * @param reason in words, one sentence
 */
public record Verdict(
    Outcome outcome,
    @Nullable Double effect,
    @Nullable Double low,
    @Nullable Double high,
    double confidence,
    String eValue,
    String threshold,
    int pairs,
    @Nullable Double baselineMean,
    @Nullable Double candidateMean,
    List<GuardResult> guards,
    String reason) {
  public Verdict {
    guards = List.copyOf(guards);
  }

  /** The five answers. */
  public enum Outcome {
    IMPROVED,
    NOT_SHOWN,
    REGRESSED,
    GUARD_BROKEN,
    INVALID
  }

  /**
   * How a guard metric did.
   *
   * @param effect mean of its paired differences, better is larger
   * @param broken whether its own process showed harm beyond the margin, or its mean is beyond it
   */
  public record GuardResult(
      String metric, @Nullable Double effect, String margin, String eValue, boolean broken) {}
}
