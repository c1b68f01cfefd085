package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** May an idea run? Small sandboxed ones that hide nothing by rule, others when people say so. */
final class ClearanceRules {
  private ClearanceRules() {}

  static Assessment assess(Policy.Clearance terms, Dossier dossier, Tally tally) {
    int lines = dossier.requireIdea().changedLines();
    if (lines < 0) {
      return Assessment.open(
          List.of(Requirement.error(terms.rule(), "the size of the change is not known")));
    }
    List<IdeaFlag> flags = Objects.requireNonNullElse(dossier.requireIdea().flags(), List.of());
    if (!flags.isEmpty()) {
      return byVotes(terms, "the idea is flagged: people decide", flagged(flags), tally);
    }
    if (lines > terms.maximumChangedLines()) {
      String why =
          "%d changed lines are more than %d: people decide"
              .formatted(lines, terms.maximumChangedLines());
      return byVotes(terms, why, List.of(), tally);
    }
    return byRule(terms, lines);
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

  /** Says what to look for; the approval itself is the look. */
  private static List<Requirement> flagged(List<IdeaFlag> flags) {
    return flags.stream()
        .map(flag ->
            Requirement.notApplicable(
                "flag",
                "%s, so no rule may clear it. Whoever approves has looked at: %s"
                    .formatted(flag.kind(), flag.evidence())))
        .toList();
  }

  private static Assessment byVotes(
      Policy.Clearance terms, String whyNoRule, List<Requirement> hints, Tally tally) {
    List<Requirement> requirements = new ArrayList<>();
    requirements.add(Requirement.notApplicable(terms.rule(), whyNoRule));
    requirements.addAll(hints);
    requirements.addAll(VoteRules.requirements(terms.approvals(), tally));
    return Assessment.byVotes(requirements, tally, terms.veto(), Outcome.CLEAR);
  }
}
