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
    BigDecimal minimumEffect,
    BigDecimal scale,
    Bets bets,
    Level alpha,
    Level errorRate) {

  /** An unusable plan is an {@link IllegalArgumentException} that says what is wrong with it. */
  static Terms of(Registration registration) {
    return new Terms(
        registration,
        new BigDecimal(registration.minimumEffect()),
        Scale.checked(new BigDecimal(registration.scale())),
        Bets.of(registration.lambdas().stream().map(BigDecimal::new).toList()),
        Level.of(new BigDecimal(registration.alpha())),
        Level.of(new BigDecimal(registration.errorRate())));
  }

  SequentialTest.Design design() {
    return new SequentialTest.Design(
        bets, alpha, errorRate, registration.minSeeds(), registration.maxSeeds());
  }

  int observation(BigDecimal value, BigDecimal scale) {
    return Observation.of(registration.transform(), value, scale);
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
