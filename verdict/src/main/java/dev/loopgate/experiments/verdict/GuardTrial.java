package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.experiments.Registration.RegisteredGuard;
import dev.loopgate.contracts.experiments.Verdict.GuardResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Watches one guard metric: its own process bets on harm beyond the margin. */
final class GuardTrial {
  private final RegisteredGuard guard;
  private final BigDecimal margin;
  private final BigDecimal scale;
  private final BigDecimal errorRate;
  private final List<BigDecimal> differences = new ArrayList<>();
  private EProcess harm = EProcess.start();

  GuardTrial(RegisteredGuard guard, BigDecimal errorRate) {
    this.guard = guard;
    this.errorRate = errorRate;
    margin = new BigDecimal(guard.margin());
    scale = new BigDecimal(guard.scale());
  }

  String metric() {
    return guard.metric();
  }

  void observe(BigDecimal baseline, BigDecimal candidate) {
    BigDecimal difference = Terms.difference(guard.direction(), baseline, candidate);
    differences.add(difference);
    harm = harm.observe(Scale.observation(difference.negate().subtract(margin), scale));
  }

  void observeFailure() {
    harm = harm.observe(BigDecimal.ONE);
  }

  boolean showsHarm() {
    return harm.reaches(errorRate);
  }

  boolean meanWithinMargin() {
    return differences.isEmpty() || Mean.exact(differences).compareTo(margin.negate()) >= 0;
  }

  GuardResult result() {
    return new GuardResult(
        guard.metric(),
        Mean.orNull(differences),
        guard.margin(),
        VerdictRule.shown(harm),
        showsHarm() || !meanWithinMargin());
  }
}
