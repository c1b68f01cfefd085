package dev.loopgate.experiments.run;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion.Flag;
import dev.loopgate.experiments.verdict.InvalidCause;
import dev.loopgate.wire.text.Plain;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, and whether all that must hold did.
 *
 * @param isolation that it ran in; null when nobody said so
 * @param flags tripwires that fired during it, all of them
 */
record Ending(AttemptState state, @Nullable Isolation isolation, String detail, List<Flag> flags) {
  Ending {
    flags = List.copyOf(flags);
  }

  /** What makes the whole experiment invalid; null when all is well. */
  @Nullable String violation(Arm arm, RunPlan plan) {
    String weak = weakIsolation(plan);
    return weak == null ? cheating(arm, plan) : weak;
  }

  private @Nullable String weakIsolation(RunPlan plan) {
    boolean ran = state == AttemptState.SUCCEEDED || state == AttemptState.FAILED;
    if (!ran || isolation == null || isolation.compareTo(plan.minimumIsolation()) >= 0) {
      return null;
    }
    return "An attempt ran in %s isolation; the clearance demands %s."
        .formatted(isolation, plan.minimumIsolation());
  }

  /** The baseline is everybody's own code: what it does anyway is no cheating of the candidate. */
  private @Nullable String cheating(Arm arm, RunPlan plan) {
    if (arm != Arm.CANDIDATE) {
      return null;
    }
    return flags.stream()
        .filter(flag -> plan.invalidatedBy().contains(Objects.requireNonNullElse(flag.kind(), "")))
        .findFirst()
        .map(flag ->
            InvalidCause.tripwire(
                flag.kind(), Plain.storable(flag.evidence(), Reports.LONGEST_DETAIL)))
        .orElse(null);
  }
}
