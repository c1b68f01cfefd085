package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.GuardResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with a dossier that is planted to see whether people look. Each one stands in
 * the dossier for whoever reads it, and the shipped policies leave it to people to find.
 */
public enum Defect {
  INTERVAL_COVERS_ZERO(
      "The interval of the effect contains zero, and the verdict says IMPROVED all the same.") {
    @Override
    @Nullable Dossier tryIn(Dossier dossier, Dossier.Evidence evidence) {
      Verdict verdict = evidence.verdict();
      Double effect = verdict.effect();
      Double low = verdict.low();
      return effect == null || low == null || effect <= 0 || low <= 0
          ? null
          : Altered.verdict(dossier, v -> Altered.low(v, -0.4 * effect));
    }
  },

  E_VALUE_BELOW_THRESHOLD(
      "The e-value is below the threshold that the plan set, and the verdict says IMPROVED all the same.") {
    @Override
    @Nullable Dossier tryIn(Dossier dossier, Dossier.Evidence evidence) {
      String missed =
          new BigDecimal(evidence.verdict().threshold())
              .multiply(new BigDecimal("0.617283"))
              .setScale(6, RoundingMode.DOWN)
              .toPlainString();
      return Altered.verdict(dossier, v -> Altered.eValue(v, missed));
    }
  },

  GUARD_BEYOND_MARGIN("A guard metric is harmed far beyond its margin and is said to be kept.") {
    @Override
    @Nullable Dossier tryIn(Dossier dossier, Dossier.Evidence evidence) {
      List<GuardResult> guards = new ArrayList<>(evidence.verdict().guards());
      if (guards.isEmpty()) {
        return null;
      }
      guards.set(0, harmed(guards.getFirst()));
      return Altered.verdict(dossier, v -> Altered.guards(v, guards));
    }
  },

  CLAIM_FAR_BEYOND_MEASUREMENT(
      "What the candidate claims for itself is many times what was measured.") {
    @Override
    @Nullable Dossier tryIn(Dossier dossier, Dossier.Evidence evidence) {
      Double high = evidence.verdict().high();
      Double effect = evidence.verdict().effect();
      Double most = high == null ? effect : high;
      return most == null || most <= 0 ? null : Altered.claim(dossier, 6.25 * most);
    }
  },

  EVALUATOR_TOUCHED("The patch changes a file of the evaluator that measures it.") {
    @Override
    @Nullable Dossier tryIn(Dossier dossier, Dossier.Evidence evidence) {
      List<String> paths = dossier.requireIdea().changedPaths();
      String file = "evaluator/metrics" + paths.stream().map(Defect::ending).findFirst().orElse("");
      return paths.contains(file) ? null : Altered.path(dossier, file);
    }
  },

  TRIPWIRE_FIRED(
      "The candidate read sealed files while it was measured, and the verdict stands on those runs.") {
    @Override
    @Nullable Dossier tryIn(Dossier dossier, Dossier.Evidence evidence) {
      String stage = dossier.flags().stream().map(Dossier.Flag::stage).findFirst().orElse("train");
      Instant when = evidence.concludedAt().minus(Duration.ofSeconds(94));
      return Altered.tripwire(
          dossier, stage, "SEALED_PATH_READ", "evaluator/labels.csv was opened", when);
    }
  },

  PLAN_AFTER_RESULT("The plan was recorded after the result that it is said to have foreseen.") {
    @Override
    @Nullable Dossier tryIn(Dossier dossier, Dossier.Evidence evidence) {
      Dossier.Plan plan = dossier.plan();
      return plan == null
          ? null
          : Altered.concluded(
              dossier, plan.registration().registeredAt().minus(Duration.ofMinutes(47)));
    }
  };

  private final String wrong;

  Defect(String wrong) {
    this.wrong = wrong;
  }

  /** In words, what a careful reader would have found. */
  public String wrong() {
    return wrong;
  }

  /**
   * The dossier with this defect and no other change; empty when it has nothing that could be wrong
   * in this way, or is so already.
   */
  public Optional<Dossier> in(Dossier dossier) {
    Dossier.Evidence evidence = dossier.evidence();
    return evidence == null
        ? Optional.empty()
        : Optional.ofNullable(tryIn(dossier, evidence)).filter(altered -> !altered.equals(dossier));
  }

  abstract @Nullable Dossier tryIn(Dossier dossier, Dossier.Evidence evidence);

  /** The margin is a decimal string in units of the metric, the effect is better when larger. */
  private static GuardResult harmed(GuardResult guard) {
    double margin = Math.abs(new BigDecimal(guard.margin()).doubleValue());
    double effect =
        -3.4 * Math.max(margin, Math.abs(guard.effect() == null ? 0.01 : guard.effect()));
    return new GuardResult(guard.metric(), effect, guard.margin(), guard.eValue(), false);
  }

  private static String ending(String path) {
    int dot = path.lastIndexOf('.');
    return dot <= path.lastIndexOf('/') ? "" : path.substring(dot);
  }
}
