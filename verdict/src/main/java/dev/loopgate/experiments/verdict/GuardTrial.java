package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.experiments.Registration.RegisteredGuard;
import dev.loopgate.contracts.experiments.Verdict.GuardResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Watches one guard metric: its own process bets on harm beyond the margin. */
final class GuardTrial {
  private final RegisteredGuard guard;
  private final Terms terms;
  private final BigDecimal margin;
  private final Widths widths;
  private final List<BigDecimal> differences = new ArrayList<>();
  private final EProcess harm;

  GuardTrial(RegisteredGuard guard, Terms terms) {
    this.guard = guard;
    this.terms = terms;
    margin = new BigDecimal(guard.margin());
    widths = terms.widths(new BigDecimal(guard.scale()));
    harm = start();
  }

  private EProcess start() {
    return EProcess.over(terms.bets(), widths.count());
  }

  String metric() {
    return guard.metric();
  }

  String margin() {
    return guard.margin();
  }

  void observe(BigDecimal baseline, BigDecimal candidate) {
    BigDecimal difference = Terms.difference(guard.direction(), baseline, candidate);
    differences.add(difference);
    harm.observe(beyondMargin(difference));
  }

  private int[] beyondMargin(BigDecimal difference) {
    return widths.observations(difference.negate().subtract(margin));
  }

  void observeFailure() {
    harm.observe(widths.all(Observation.BEST));
  }

  boolean showsHarm() {
    return harm.reaches(terms.errorRate());
  }

  /** Whether it would without the runs that failed. */
  boolean measuredPairsShowHarm() {
    EProcess measured = start();
    differences.forEach(difference -> measured.observe(beyondMargin(difference)));
    return measured.reaches(terms.errorRate());
  }

  /** How the metric moved, in words. */
  String change() {
    return EffectText.change(metric(), guard.direction(), Mean.orNull(differences));
  }

  boolean meanWithinMargin() {
    return differences.isEmpty() || Mean.exact(differences).compareTo(margin.negate()) >= 0;
  }

  GuardResult result() {
    return new GuardResult(
        guard.metric(),
        Mean.orNull(differences),
        guard.margin(),
        VerdictRule.shown(harm.value()),
        showsHarm() || !meanWithinMargin());
  }
}
