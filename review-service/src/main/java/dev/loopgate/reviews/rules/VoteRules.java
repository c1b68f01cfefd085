package dev.loopgate.reviews.rules;

import java.util.List;

/** The two requirements that people fulfil. */
final class VoteRules {
  private VoteRules() {}

  static List<Requirement> requirements(int needed, Tally tally) {
    return List.of(approval(needed, tally), noVeto(tally));
  }

  private static Requirement approval(int needed, Tally tally) {
    String detail =
        "%d of %d approvals by people who are neither author nor sponsor"
            .formatted(tally.approvals().size(), needed);
    String outdated =
        tally.outdated().isEmpty()
            ? ""
            : "; outdated by a newer dossier: " + String.join(", ", tally.outdated());
    return Requirement.when(tally.approvals().size() >= needed, "approval", detail + outdated);
  }

  private static Requirement noVeto(Tally tally) {
    return tally.vetoes().isEmpty()
        ? Requirement.satisfied("no-veto", "nobody vetoed")
        : Requirement.unsatisfied("no-veto", "vetoed by " + String.join(", ", tally.vetoes()));
  }
}
