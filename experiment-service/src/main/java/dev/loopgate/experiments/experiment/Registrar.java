package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Registration.RegisteredGuard;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.ProgramSpec.Guard;
import dev.loopgate.contracts.ideas.ProgramSpec.Objective;
import dev.loopgate.experiments.verdict.BaselineStatistics;
import dev.loopgate.experiments.verdict.EProcess;
import dev.loopgate.experiments.verdict.ErrorBudget;
import dev.loopgate.experiments.verdict.Scale;
import dev.loopgate.experiments.verdict.Tripwires;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Freezes the plan of an experiment. Pure: everything it needs comes in, nothing is read later. */
final class Registrar {
  private Registrar() {}

  /**
   * What a plan is made of; t and A belong to each other, see the error budget.
   *
   * @param errorRate α of the program for this registration
   * @param baselineFlags kinds of flags that the generation raised when it was measured
   */
  record Facts(
      UUID experimentId,
      IdeaProposed idea,
      GenerationAdvanced generation,
      ProgramSpec spec,
      BigDecimal errorRate,
      Map<String, BaselineStatistics> baseline,
      int t,
      int adopted,
      Set<String> baselineFlags,
      String seedCommitment,
      Isolation minimumIsolation,
      Instant now) {}

  /**
   * The metric that the rules judge by and the baseline did not measure; null when there is none.
   */
  static @Nullable String unmeasured(ProgramSpec spec, Map<String, BaselineStatistics> baseline) {
    if (!baseline.containsKey(spec.objective().metric())) {
      return spec.objective().metric();
    }
    return spec.guards().stream()
        .map(Guard::metric)
        .filter(metric -> !baseline.containsKey(metric))
        .findFirst()
        .orElse(null);
  }

  static Registration freeze(Facts facts) {
    ProgramSpec spec = facts.spec();
    BigDecimal errorRate = facts.errorRate();
    BigDecimal gamma = ErrorBudget.gamma(facts.t());
    BigDecimal alpha = ErrorBudget.alpha(errorRate, gamma, facts.adopted());
    BigDecimal minimumEffect = spec.objective().minimumEffect();
    return new Registration(
        facts.experimentId(),
        facts.idea().ideaId(),
        facts.idea().key(),
        facts.idea().programId(),
        facts.idea().programVersion(),
        facts.generation().generationId(),
        facts.generation().number(),
        facts.generation().evaluatorDigest(),
        facts.idea().candidateWorkspace(),
        facts.generation().baselineWorkspace(),
        facts.generation().evaluatorWorkspace(),
        spec.objective().metric(),
        spec.objective().direction(),
        minimumEffect.toPlainString(),
        scale(facts, spec.objective().metric(), minimumEffect),
        spec.objective().transform(),
        plausibleEffect(spec.objective()),
        EProcess.GRID.stream().map(BigDecimal::toPlainString).toList(),
        spec.guards().stream().map(guard -> freeze(facts, guard)).toList(),
        spec.replication().minSeeds(),
        spec.replication().maxSeeds(),
        errorRate.toPlainString(),
        facts.t(),
        facts.adopted(),
        gamma.toPlainString(),
        alpha.toPlainString(),
        ErrorBudget.threshold(alpha).toPlainString(),
        facts.seedCommitment(),
        facts.minimumIsolation(),
        invalidatedBy(facts),
        facts.now());
  }

  /** What the baseline does as well is no cheating of the candidate. */
  private static List<String> invalidatedBy(Facts facts) {
    ProgramSpec.Tripwires chosen = facts.spec().tripwires();
    List<String> kinds = chosen == null ? Tripwires.DEFAULT : chosen.invalidate();
    return kinds.stream().distinct().filter(kind -> !facts.baselineFlags().contains(kind)).toList();
  }

  private static @Nullable String plausibleEffect(Objective objective) {
    BigDecimal bound = objective.plausibleEffect();
    return bound == null ? null : bound.toPlainString();
  }

  private static RegisteredGuard freeze(Facts facts, Guard guard) {
    return new RegisteredGuard(
        guard.metric(),
        guard.direction(),
        guard.margin().toPlainString(),
        scale(facts, guard.metric(), guard.margin()));
  }

  private static String scale(Facts facts, String metric, BigDecimal tolerance) {
    BaselineStatistics statistics = facts.baseline().get(metric);
    if (statistics == null) {
      throw new IllegalArgumentException("the baseline did not measure " + metric);
    }
    return Scale.of(statistics.noise(), tolerance).toPlainString();
  }
}
