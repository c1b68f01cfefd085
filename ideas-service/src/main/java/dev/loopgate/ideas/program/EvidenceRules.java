package dev.loopgate.ideas.program;

import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.ProgramSpec.Canaries;
import dev.loopgate.contracts.ideas.ProgramSpec.Objective;
import dev.loopgate.contracts.ideas.ProgramSpec.Tripwires;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a program may say about when evidence is not to be believed. */
final class EvidenceRules {
  /** Every kind of flag that a run can raise. */
  static final Set<String> FLAG_KINDS =
      Set.of(
          "SEALED_PATH_READ",
          "SEALED_PATH_WRITE",
          "UNDECLARED_WRITE",
          "UNSAFE_OUTPUT",
          "EVALUATOR_CHANGED",
          "NETWORK_ATTEMPT",
          "FORBIDDEN_CALL",
          "CLOCK_TRICK",
          "OUTPUT_FLOOD",
          "DISK_FLOOD",
          "MEMORY_FLOOD",
          "PROCESS_FLOOD",
          "CPU_FLOOD",
          "CLAIM_FAR_FROM_MEASUREMENT",
          "IDENTICAL_OUTPUTS",
          "IMPLAUSIBLE_EFFECT",
          "BAD_METRIC");

  private static final int FEWEST_BETWEEN = 2;
  private static final int MOST_BETWEEN = 1000;

  private final Faults faults;
  private final ProgramSpec spec;

  EvidenceRules(Faults faults, ProgramSpec spec) {
    this.faults = faults;
    this.spec = spec;
  }

  void check() {
    plausibleEffect(spec.objective());
    Tripwires tripwires = spec.tripwires();
    if (tripwires != null) {
      kinds(tripwires.invalidate(), "/spec/tripwires/invalidate");
    }
    canaries(spec.canaries());
  }

  private void plausibleEffect(Objective objective) {
    String at = "/spec/objective/plausibleEffect";
    BigDecimal bound = objective.plausibleEffect();
    if (bound == null || !faults.number(bound, at)) {
      return;
    }
    faults.unless(bound.signum() > 0, at, "must be more than 0");
    faults.unless(
        bound.compareTo(objective.minimumEffect()) > 0,
        at,
        "must be more than minimumEffect, or no effect could ever be believed");
  }

  private void kinds(List<String> kinds, String at) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < kinds.size(); i++) {
      String kind = kinds.get(i);
      faults.unless(
          FLAG_KINDS.contains(kind),
          at + "/" + i,
          "must be one of " + String.join(", ", new TreeSet<>(FLAG_KINDS)));
      faults.unless(seen.add(kind), at + "/" + i, "is listed twice");
    }
  }

  private void canaries(@Nullable Canaries canaries) {
    if (canaries == null) {
      return;
    }
    Integer every = canaries.every();
    faults.unless(
        every != null || canaries.impossible(),
        "/spec/canaries",
        "must have every, or impossible: true; leave canaries out for none");
    faults.unless(
        every == null || (every >= FEWEST_BETWEEN && every <= MOST_BETWEEN),
        "/spec/canaries/every",
        "must be %d to %d ideas".formatted(FEWEST_BETWEEN, MOST_BETWEEN));
  }
}
