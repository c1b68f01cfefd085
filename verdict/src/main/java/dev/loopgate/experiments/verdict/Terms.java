package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Registration.RegisteredGuard;
import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The numbers of a registration, parsed once. */
record Terms(
    Registration registration,
    RuleVersion rule,
    BigDecimal minimumEffect,
    BigDecimal harmBound,
    BigDecimal scale,
    Widths widths,
    Bets bets,
    Level alpha,
    Level errorRate) {

  /** An unusable plan is an {@link IllegalArgumentException} that says what is wrong with it. */
  static Terms of(Registration registration) {
    RuleVersion rule = RuleVersion.of(registration);
    BigDecimal minimumEffect = new BigDecimal(registration.minimumEffect());
    BigDecimal scale = new BigDecimal(registration.scale());
    return new Terms(
        registration,
        rule,
        minimumEffect,
        rule.harmBound(minimumEffect),
        scale,
        widths(registration, scale),
        Bets.of(registration.lambdas().stream().map(BigDecimal::new).toList()),
        Level.of(new BigDecimal(registration.alpha())),
        Level.of(new BigDecimal(registration.errorRate())));
  }

  private static Widths widths(Registration registration, BigDecimal scale) {
    Integer count = registration.widths();
    return Widths.of(registration.transform(), scale, count == null ? 1 : count);
  }

  /** The widths of another metric, as many as those of the objective. */
  Widths widths(BigDecimal itsScale) {
    return Widths.of(registration.transform(), itsScale, widths.count());
  }

  SequentialTest.Design design() {
    return new SequentialTest.Design(
        rule,
        widths.count(),
        bets,
        alpha,
        errorRate,
        registration.minSeeds(),
        registration.maxSeeds());
  }

  /** The objective and the guards: all that a run must have measured. */
  List<String> metrics() {
    List<String> metrics = new ArrayList<>();
    metrics.add(registration.metric());
    registration.guards().stream().map(RegisteredGuard::metric).forEach(metrics::add);
    return metrics;
  }

  /** Candidate minus baseline, better is larger. */
  static BigDecimal difference(Direction direction, BigDecimal baseline, BigDecimal candidate) {
    return switch (direction) {
      case MAXIMIZE -> candidate.subtract(baseline);
      case MINIMIZE -> baseline.subtract(candidate);
    };
  }
}
