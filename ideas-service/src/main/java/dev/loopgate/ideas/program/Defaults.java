package dev.loopgate.ideas.program;

import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.ProgramSpec.Guard;
import dev.loopgate.contracts.ideas.ProgramSpec.Objective;
import dev.loopgate.contracts.ideas.ProgramSpec.Stage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Fills what a program file may leave out, so that nobody downstream has to guess. */
final class Defaults {
  private static final String POLICY = "standard";
  private static final String TIMEOUT = "10m";

  private Defaults() {}

  static ProgramSpec applyTo(ProgramSpec spec) {
    Objective objective = spec.objective();
    return new ProgramSpec(
        new Objective(
            objective.metric(),
            objective.direction(),
            orZero(objective.minimumEffect()),
            objective.transform(),
            objective.plausibleEffect()),
        spec.guards().stream().map(Defaults::guard).toList(),
        spec.source(),
        spec.paths(),
        spec.stages().stream().map(Defaults::stage).toList(),
        spec.replication(),
        spec.budget(),
        isAbsent(spec.policy()) ? POLICY : spec.policy(),
        spec.generator(),
        spec.tripwires(),
        spec.canaries());
  }

  private static Guard guard(Guard guard) {
    return new Guard(guard.metric(), guard.direction(), orZero(guard.margin()));
  }

  private static Stage stage(Stage stage) {
    return new Stage(
        stage.name(),
        stage.command(),
        stage.produces(),
        stage.consumes(),
        stage.trusted(),
        isAbsent(stage.timeout()) ? TIMEOUT : stage.timeout(),
        stage.replicate());
  }

  private static BigDecimal orZero(@Nullable BigDecimal value) {
    return value == null ? BigDecimal.ZERO : value;
  }

  private static boolean isAbsent(@Nullable Object value) {
    return value == null;
  }
}
