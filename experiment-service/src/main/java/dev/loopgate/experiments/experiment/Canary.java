package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.experiments.verdict.InvalidCause;
import org.jspecify.annotations.Nullable;

/** Knows which ideas are tests of the loop, and that such a test never improves anything. Pure. */
final class Canary {
  private Canary() {}

  /** What an idea is a test of; null for a real one. */
  static @Nullable CanaryKind of(@Nullable IdeaProposed idea, @Nullable ProgramSpec spec) {
    if (idea != null && idea.canary() != null) {
      return idea.canary();
    }
    ProgramSpec.Canaries canaries = spec == null ? null : spec.canaries();
    return canaries != null && canaries.impossible() ? CanaryKind.IMPOSSIBLE : null;
  }

  static boolean passed(@Nullable CanaryKind kind, Verdict verdict) {
    return kind != null && verdict.outcome() == Outcome.IMPROVED;
  }

  /** The verdict on an idea of which any success is a fault; the observations stay as they are. */
  static Verdict sealed(@Nullable CanaryKind kind, Verdict verdict) {
    if (kind == null || !passed(kind, verdict)) {
      return verdict;
    }
    return new Verdict(
        Outcome.INVALID,
        verdict.effect(),
        verdict.low(),
        verdict.high(),
        verdict.confidence(),
        verdict.eValue(),
        verdict.threshold(),
        verdict.pairs(),
        verdict.baselineMean(),
        verdict.candidateMean(),
        verdict.guards(),
        InvalidCause.canaryPassed(fault(kind) + " " + verdict.reason()));
  }

  private static String fault(CanaryKind kind) {
    return switch (kind) {
      case NO_CHANGE -> "the idea changes nothing, so the measurement is at fault.";
      case IMPOSSIBLE ->
          "nobody can improve this program, so the proposer or the evaluator is at fault.";
    };
  }
}
