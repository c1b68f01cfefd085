package dev.loopgate.experiments.verdict;

import static java.util.Objects.requireNonNull;

import dev.loopgate.contracts.experiments.ExperimentConcluded.Pair;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the pairs of one experiment in order and knows at each point what they show. */
final class Trial {
  private static final BigDecimal WORST = new BigDecimal("-1.0000");

  private final Terms terms;
  private final List<GuardTrial> guards;
  private final List<Pair> pairs = new ArrayList<>();
  private final List<BigDecimal> observations = new ArrayList<>();
  private final List<BigDecimal> harms = new ArrayList<>();
  private final List<BigDecimal> differences = new ArrayList<>();
  private final List<BigDecimal> baselines = new ArrayList<>();
  private final List<BigDecimal> candidates = new ArrayList<>();
  private EProcess gain = EProcess.start();
  private EProcess harm = EProcess.start();

  Trial(Terms terms) {
    this.terms = terms;
    guards =
        terms.registration().guards().stream()
            .map(guard -> new GuardTrial(guard, terms.errorRate()))
            .toList();
  }

  /** Null when the pair counts, else why it makes the experiment invalid. */
  @Nullable String whyInvalid(PairResult pair) {
    if (pair.baseline().failure() != null) {
      return "The baseline failed on pair %d: %s"
          .formatted(pair.index(), pair.baseline().failure());
    }
    for (String metric : terms.metrics()) {
      if (pair.baseline().value(metric) == null) {
        return "The evaluator measured no %s of the baseline on pair %d."
            .formatted(metric, pair.index());
      }
    }
    return null;
  }

  void observe(PairResult pair) {
    BigDecimal baseline = requireNonNull(pair.baseline().value(metric()));
    baselines.add(baseline);
    if (pair.candidate().has(terms.metrics())) {
      observeBoth(pair, baseline, requireNonNull(pair.candidate().value(metric())));
    } else {
      observeFailure(pair, baseline);
    }
  }

  private void observeBoth(PairResult pair, BigDecimal baseline, BigDecimal candidate) {
    BigDecimal difference = Terms.difference(terms.registration().direction(), baseline, candidate);
    candidates.add(candidate);
    differences.add(difference);
    recordHarm(Scale.observation(difference.negate(), terms.scale()));
    for (GuardTrial guard : guards) {
      guard.observe(
          requireNonNull(pair.baseline().value(guard.metric())),
          requireNonNull(pair.candidate().value(guard.metric())));
    }
    record(
        pair,
        baseline,
        candidate,
        Scale.observation(difference.subtract(terms.minimumEffect()), terms.scale()));
  }

  /** Failures are outcomes: else a candidate could choose its lucky seeds by crashing on others. */
  private void observeFailure(PairResult pair, BigDecimal baseline) {
    recordHarm(BigDecimal.ONE);
    guards.forEach(GuardTrial::observeFailure);
    record(pair, baseline, null, WORST);
  }

  private void recordHarm(BigDecimal y) {
    harm = harm.observe(y);
    harms.add(y);
  }

  private void record(
      PairResult pair, BigDecimal baseline, @Nullable BigDecimal candidate, BigDecimal y) {
    gain = gain.observe(y);
    observations.add(y);
    pairs.add(
        new Pair(
            pair.index(),
            pair.seed(),
            baseline.toPlainString(),
            candidate == null ? null : candidate.toPlainString(),
            y.toPlainString(),
            Map.of(),
            null));
  }

  List<Pair> pairs() {
    return pairs;
  }

  String eValue() {
    return VerdictRule.shown(gain);
  }

  boolean gainIsShown() {
    return gain.reaches(terms.alpha());
  }

  boolean harmIsShown() {
    return harm.reaches(terms.errorRate());
  }

  /**
   * Whether going on is a waste: no gain can plausibly be shown any more, and harm is not about to
   * be. That an idea does harm is worth a few more pairs: the next proposer learns from it.
   */
  boolean isFutile() {
    int remaining = terms.registration().maxSeeds() - pairs.size();
    return Futility.isReached(gain, observations, remaining, terms.alpha())
        && !harmIsNear(Math.min(remaining, terms.registration().minSeeds()));
  }

  /** Whether harm is shown within so many more pairs that are like the mean of those so far. */
  private boolean harmIsNear(int within) {
    return harm.projected(Mean.exact(harms), within).reaches(terms.errorRate());
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
    Interval interval =
        Interval.of(differences, terms.scale().doubleValue(), terms.errorRate().doubleValue());
    return new Verdict(
        outcome,
        Mean.orNull(differences),
        interval.low(),
        interval.high(),
        BigDecimal.ONE.subtract(terms.errorRate()).doubleValue(),
        eValue(),
        terms.registration().threshold(),
        pairs.size(),
        Mean.orNull(baselines),
        Mean.orNull(candidates),
        guards.stream().map(GuardTrial::result).toList(),
        reason);
  }

  private String metric() {
    return terms.registration().metric();
  }
}
