package dev.loopgate.experiments.verdict;

import static java.util.Objects.requireNonNull;

import dev.loopgate.contracts.experiments.ExperimentConcluded.GuardPair;
import dev.loopgate.contracts.experiments.ExperimentConcluded.Pair;
import dev.loopgate.contracts.experiments.Registration.RegisteredGuard;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes the pairs of one experiment in order and knows at each point what they show. */
final class Trial {
  private final Terms terms;
  private final SequentialTest test;
  private final List<GuardTrial> guards;
  private final List<Pair> pairs = new ArrayList<>();
  private final List<BigDecimal> differences = new ArrayList<>();
  private final List<BigDecimal> baselines = new ArrayList<>();
  private final List<BigDecimal> candidates = new ArrayList<>();

  Trial(Terms terms) {
    this.terms = terms;
    test = new SequentialTest(terms.design());
    guards =
        terms.registration().guards().stream().map(guard -> new GuardTrial(guard, terms)).toList();
  }

  /** Null when the pair counts, else why it makes the experiment invalid. */
  @Nullable String whyInvalid(PairResult pair) {
    if (pair.baseline().failure() != null) {
      return InvalidCause.baselineFailed(pair.index(), pair.baseline().failure());
    }
    String missing = pair.baseline().firstMissing(terms.metrics());
    return missing == null ? null : InvalidCause.notMeasured(missing, pair.index());
  }

  void observe(PairResult pair) {
    BigDecimal baseline = requireNonNull(pair.baseline().value(terms.registration().metric()));
    baselines.add(baseline);
    String failure = whyFailed(pair.candidate());
    if (failure == null) {
      observeBoth(pair, baseline);
    } else {
      observeFailure(pair, baseline, failure);
    }
  }

  private @Nullable String whyFailed(ArmResult candidate) {
    if (candidate.failure() != null) {
      return candidate.failure();
    }
    String missing = candidate.firstMissing(terms.metrics());
    return missing == null ? null : "The evaluator measured no %s.".formatted(missing);
  }

  private void observeBoth(PairResult pair, BigDecimal baseline) {
    BigDecimal candidate = requireNonNull(pair.candidate().value(terms.registration().metric()));
    BigDecimal difference = Terms.difference(terms.registration().direction(), baseline, candidate);
    candidates.add(candidate);
    differences.add(difference);
    for (GuardTrial guard : guards) {
      guard.observe(
          requireNonNull(pair.baseline().value(guard.metric())),
          requireNonNull(pair.candidate().value(guard.metric())));
    }
    int better = terms.observation(difference.subtract(terms.minimumEffect()), terms.scale());
    test.observe(better, terms.observation(difference.negate(), terms.scale()));
    record(pair, baseline, candidate, better, null);
  }

  /** Failures are outcomes: else a candidate could choose its lucky seeds by crashing on others. */
  private void observeFailure(PairResult pair, BigDecimal baseline, String failure) {
    guards.forEach(GuardTrial::observeFailure);
    test.observe(Observation.WORST, Observation.BEST);
    record(pair, baseline, null, Observation.WORST, failure);
  }

  private void record(
      PairResult pair,
      BigDecimal baseline,
      @Nullable BigDecimal candidate,
      int y,
      @Nullable String failure) {
    pairs.add(
        new Pair(
            pair.index(),
            pair.seed(),
            baseline.toPlainString(),
            plain(candidate),
            Observation.text(y),
            guards(pair, failure == null),
            failure));
  }

  private Map<String, GuardPair> guards(PairResult pair, boolean bothMeasured) {
    Map<String, GuardPair> values = new TreeMap<>();
    for (RegisteredGuard guard : terms.registration().guards()) {
      String metric = guard.metric();
      BigDecimal candidate = bothMeasured ? pair.candidate().value(metric) : null;
      values.put(metric, new GuardPair(plain(pair.baseline().value(metric)), plain(candidate)));
    }
    return values;
  }

  private static @Nullable String plain(@Nullable BigDecimal value) {
    return value == null ? null : value.toPlainString();
  }

  List<Pair> pairs() {
    return pairs;
  }

  SequentialTest.State state() {
    return test.state();
  }

  String eValue() {
    return VerdictRule.shown(test.eValue());
  }

  /** The mean effect over the pairs that both arms measured; null when there is none. */
  @Nullable Double effect() {
    return Mean.orNull(differences);
  }

  /** The first guard that shows harm, or whose mean is beyond its margin when that is asked too. */
  @Nullable String brokenGuard(boolean alsoByMean) {
    return guards.stream()
        .filter(guard -> guard.showsHarm() || (alsoByMean && !guard.meanWithinMargin()))
        .map(GuardTrial::metric)
        .findFirst()
        .orElse(null);
  }

  Verdict verdict(Outcome outcome, String reason) {
    Interval interval = Interval.of(differences, terms);
    BigDecimal errorRate = terms.errorRate().exact();
    return new Verdict(
        outcome,
        effect(),
        interval.low(),
        interval.high(),
        BigDecimal.ONE.subtract(errorRate).doubleValue(),
        eValue(),
        terms.registration().threshold(),
        pairs.size(),
        Mean.orNull(baselines),
        Mean.orNull(candidates),
        guards.stream().map(GuardTrial::result).toList(),
        reason);
  }
}
