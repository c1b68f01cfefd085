package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import java.util.ArrayList;
import java.util.List;

/** May an idea run? Small sandboxed ones by rule, others when people say so. */
final class ClearanceRules {
  private ClearanceRules() {}

  static Assessment assess(Policy.Clearance terms, Dossier dossier, Tally tally) {
    int lines = dossier.idea().changedLines();
    if (lines < 0) {
      return Assessment.open(
          List.of(Requirement.error(terms.rule(), "the size of the change is not known")));
    }
    return lines <= terms.maximumChangedLines()
        ? byRule(terms, lines)
        : byVotes(terms, lines, tally);
  }

  private static Assessment byRule(Policy.Clearance terms, int lines) {
    List<Requirement> requirements =
        List.of(
            Requirement.satisfied(
                terms.rule(),
                "%d of at most %d changed lines; runs in %s isolation or stronger"
                    .formatted(lines, terms.maximumChangedLines(), terms.minimumIsolation())),
            Requirement.notApplicable("approval", "cleared by rule"),
            Requirement.notApplicable("no-veto", "cleared by rule"));
    return new Assessment(requirements, Outcome.CLEAR, terms.rule(), List.of());
  }

  private static Assessment byVotes(Policy.Clearance terms, int lines, Tally tally) {
    List<Requirement> requirements = new ArrayList<>();
    requirements.add(
        Requirement.notApplicable(
            terms.rule(),
            "%d changed lines are more than %d: people decide"
                .formatted(lines, terms.maximumChangedLines())));
    requirements.addAll(VoteRules.requirements(terms.approvals(), tally));
    return Assessment.byVotes(requirements, tally, terms.veto(), Outcome.CLEAR);
  }
}
