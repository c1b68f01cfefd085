package dev.loopgate.experiments.verdict;

import static java.util.Objects.requireNonNull;

import dev.loopgate.contracts.experiments.ExperimentConcluded.GuardPair;
import dev.loopgate.contracts.experiments.ExperimentConcluded.Pair;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Registration.RegisteredGuard;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
  private final List<String> failures = new ArrayList<>();

  Trial(Terms terms) {
    this.terms = terms;
    test = new SequentialTest(terms.design());
    guards =
        terms.registration().guards().stream().map(guard -> new GuardTrial(guard, terms)).toList();
  }

  /** After all pairs that count, up to the first that makes an experiment invalid. */
  static Trial after(Registration registration, List<PairResult> pairs) {
    Trial trial = new Trial(Terms.of(registration));
    for (PairResult pair : PairResult.inOrder(pairs)) {
      if (trial.whyInvalid(pair) != null) {
        break;
      }
      trial.observe(pair);
    }
    return trial;
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

  boolean measuredBoth(PairResult pair) {
    return pair.baseline().failure() == null
        && pair.baseline().firstMissing(terms.metrics()) == null
        && whyFailed(pair.candidate()) == null;
  }

  /** d of a pair that both arms measured. */
  BigDecimal difference(PairResult pair) {
    String metric = terms.registration().metric();
    return Terms.difference(
        terms.registration().direction(),
        requireNonNull(pair.baseline().value(metric)),
        requireNonNull(pair.candidate().value(metric)));
  }

  private void observeBoth(PairResult pair, BigDecimal baseline) {
    BigDecimal candidate = requireNonNull(pair.candidate().value(terms.registration().metric()));
    BigDecimal difference = difference(pair);
    candidates.add(candidate);
    differences.add(difference);
    for (GuardTrial guard : guards) {
      guard.observe(
          requireNonNull(pair.baseline().value(guard.metric())),
          requireNonNull(pair.candidate().value(guard.metric())));
    }
    int[] better = terms.widths().observations(difference.subtract(terms.minimumEffect()));
    test.observe(better, worse(difference));
    record(pair, baseline, candidate, better[0], null);
  }

  private int[] worse(BigDecimal difference) {
    return terms.widths().observations(terms.harmBound().subtract(difference));
  }

  /** Failures are outcomes: else a candidate could choose its lucky seeds by crashing on others. */
  private void observeFailure(PairResult pair, BigDecimal baseline, String failure) {
    guards.forEach(GuardTrial::observeFailure);
    failures.add(failure);
    test.observe(terms.widths().all(Observation.WORST), terms.widths().all(Observation.BEST));
    record(pair, baseline, null, Observation.WORST, failure);
  }

  /** A pair that was not whole, and counts against the candidate where capital is given back. */
  void observeLost() {
    test.observe(terms.widths().all(Observation.WORST), terms.widths().all(Observation.BEST));
  }

  /** K, exact. */
  BigDecimal capital() {
    return test.eValue();
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

  /** Of the pairs that both arms measured, better is larger. */
  List<BigDecimal> differences() {
    return differences;
  }

  /** How many candidate runs failed. */
  int failures() {
    return failures.size();
  }

  /** The cause that most failed runs share, the first of two equals. */
  String commonestFailure() {
    return failures.stream()
        .max(Comparator.comparingInt(failure -> Collections.frequency(failures, failure)))
        .orElse("");
  }

  SequentialTest.State state() {
    return test.state(!terms.rule().claimsNeedMeans() || (isCentreBeyond() && guardsAllowClaim()));
  }

  /** Whether K ≥ 1/α_t. */
  boolean isEnough() {
    return test.isEnough();
  }

  private boolean guardsAllowClaim() {
    return guards.stream().allMatch(GuardTrial::meanWithinMargin);
  }

  /** The plain mean of d is beyond δ; under a sign transform the median. Exact. */
  private boolean isCentreBeyond() {
    return !differences.isEmpty()
        && Centre.of(terms.registration().transform()).isBeyond(terms.minimumEffect(), differences);
  }

  /** What a claim looks at beside K, in one word. */
  String centre() {
    return Centre.of(terms.registration().transform()).word();
  }

  /** What the widest width alone is worth, exact. */
  BigDecimal widestEValue() {
    return test.widestEValue();
  }

  String eValue() {
    return VerdictRule.shown(test.eValue());
  }

  /** The mean effect over the pairs that both arms measured; null when there is none. */
  @Nullable Double effect() {
    return Mean.orNull(differences);
  }

  /** Whether the mirrored process would reach its level without the runs that failed. */
  boolean measuredPairsShowHarm() {
    EProcess measured = EProcess.over(terms.bets(), terms.widths().count());
    differences.forEach(difference -> measured.observe(worse(difference)));
    return measured.reaches(terms.errorRate());
  }

  /** The first guard whose own process shows harm. */
  @Nullable GuardTrial harmedGuard() {
    return guards.stream().filter(GuardTrial::showsHarm).findFirst().orElse(null);
  }

  /** The first guard that keeps what K shows from being claimed; null when K shows nothing. */
  @Nullable GuardTrial holdingGuard() {
    boolean mayBeHeld = !terms.rule().claimsNeedMeans() || isCentreBeyond();
    return isEnough() && mayBeHeld
        ? guards.stream()
            .filter(guard -> guard.showsHarm() || !guard.meanWithinMargin())
            .findFirst()
            .orElse(null)
        : null;
  }

  Reasons reasons() {
    return terms.rule().reasons(this, terms);
  }

  Verdict verdict(Outcome outcome, String reason) {
    Interval interval = terms.rule().interval(this, terms);
    return new Verdict(
        outcome,
        effect(),
        interval.low(),
        interval.high(),
        BigDecimal.ONE.subtract(terms.rule().missRate(terms)).doubleValue(),
        eValue(),
        terms.registration().threshold(),
        pairs.size(),
        Mean.orNull(baselines),
        Mean.orNull(candidates),
        guards.stream().map(GuardTrial::result).toList(),
        reason);
  }
}
