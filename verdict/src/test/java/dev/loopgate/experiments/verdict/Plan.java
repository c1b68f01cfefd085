package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Registration.RegisteredGuard;
import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A frozen plan of the third registration, 6 to 40 pairs, and what a test changes about it. */
record Plan(
    Transform transform,
    @Nullable String plausibleEffect,
    List<String> lambdas,
    List<RegisteredGuard> guards) {
  static final Plan CLIP =
      new Plan(
          Transform.CLIP,
          null,
          EProcess.GRID.stream().map(BigDecimal::toPlainString).toList(),
          List.of());

  Plan sign() {
    return new Plan(Transform.SIGN, plausibleEffect, lambdas, guards);
  }

  Plan plausible(String effect) {
    return new Plan(transform, effect, lambdas, guards);
  }

  Plan betting(String... fractions) {
    return new Plan(transform, plausibleEffect, List.of(fractions), guards);
  }

  /** A loss that may rise by 0.02. */
  Plan guarded() {
    return new Plan(
        transform,
        plausibleEffect,
        lambdas,
        List.of(new RegisteredGuard("loss", Direction.MINIMIZE, "0.02", "0.1")));
  }

  Registration freeze() {
    BigDecimal errorRate = new BigDecimal("0.05");
    BigDecimal gamma = ErrorBudget.gamma(3);
    BigDecimal alpha = ErrorBudget.alpha(errorRate, gamma, 1);
    UUID id = new UUID(0, 1);
    return new Registration(
        id,
        id,
        "digits-3",
        id,
        1,
        id,
        2,
        "sha256:e",
        "sha256:c",
        "sha256:b",
        "sha256:v",
        "accuracy",
        Direction.MAXIMIZE,
        "0.01",
        "0.15",
        transform,
        plausibleEffect,
        lambdas,
        guards,
        6,
        40,
        errorRate.toPlainString(),
        3,
        1,
        gamma.toPlainString(),
        alpha.toPlainString(),
        ErrorBudget.threshold(alpha).toPlainString(),
        "sha256:s",
        Isolation.PROCESS,
        List.of(),
        Instant.EPOCH);
  }
}
