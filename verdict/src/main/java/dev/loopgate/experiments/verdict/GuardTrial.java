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
  private final BigDecimal scale;
  private final List<BigDecimal> differences = new ArrayList<>();
  private final EProcess harm;

  GuardTrial(RegisteredGuard guard, Terms terms) {
    this.guard = guard;
    this.terms = terms;
    margin = new BigDecimal(guard.margin());
    scale = Scale.checked(new BigDecimal(guard.scale()));
    harm = EProcess.over(terms.bets());
  }

  String metric() {
    return guard.metric();
  }

  void observe(BigDecimal baseline, BigDecimal candidate) {
    BigDecimal difference = Terms.difference(guard.direction(), baseline, candidate);
    differences.add(difference);
    harm.observe(terms.observation(difference.negate().subtract(margin), scale));
  }

  void observeFailure() {
    harm.observe(Observation.BEST);
  }

  boolean showsHarm() {
    return harm.reaches(terms.errorRate());
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
