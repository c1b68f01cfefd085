package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.experiments.ExperimentConcluded.GuardPair;
import dev.loopgate.contracts.experiments.ExperimentConcluded.Pair;
import dev.loopgate.contracts.experiments.Registration;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads recorded evidence as what was observed, so that the rule can judge it again. */
public final class Recorded {
  private Recorded() {}

  /**
   * The observations behind recorded pairs. Only what was measured is read: y is left to the rule.
   *
   * @throws IllegalArgumentException when a measurement is no number
   */
  public static List<PairResult> pairs(Registration registration, List<Pair> recorded) {
    return recorded.stream().map(pair -> read(registration.metric(), pair)).toList();
  }

  private static PairResult read(String metric, Pair pair) {
    Map<String, BigDecimal> baseline = new HashMap<>();
    Map<String, BigDecimal> candidate = new HashMap<>();
    put(baseline, metric, pair.baseline());
    put(candidate, metric, pair.candidate());
    for (Map.Entry<String, GuardPair> guard : pair.guards().entrySet()) {
      put(baseline, guard.getKey(), guard.getValue().baseline());
      put(candidate, guard.getKey(), guard.getValue().candidate());
    }
    return new PairResult(
        pair.index(),
        pair.seed(),
        ArmResult.measured(baseline),
        new ArmResult(candidate, pair.failure()));
  }

  private static void put(
      Map<String, BigDecimal> measurements, String metric, @Nullable String value) {
    if (value != null) {
      measurements.put(metric, new BigDecimal(value));
    }
  }
}
