package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration.RegisteredGuard;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.GuardResult;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** May an idea become the baseline? What is missing is an error, and an error is never met. */
final class AdoptionRules {
  private AdoptionRules() {}

  static Assessment assess(Policy.Adoption terms, Dossier dossier, Tally tally) {
    List<Requirement> requirements = new ArrayList<>();
    requirements.add(registration(dossier));
    requirements.add(evidence(dossier));
    requirements.add(verdict(terms, dossier));
    requirements.add(guards(dossier));
    requirements.add(isolation(terms, dossier));
    requirements.addAll(VoteRules.requirements(terms.approvals(), tally));
    return Assessment.byVotes(requirements, tally, terms.veto(), Outcome.ADOPT);
  }

  private static Requirement registration(Dossier dossier) {
    Dossier.Plan plan = dossier.plan();
    Dossier.Evidence evidence = dossier.evidence();
    if (plan == null || evidence == null) {
      return Requirement.error("registration", "no plan was recorded before the first run");
    }
    return Requirement.when(
        plan.registrationDigest().equals(evidence.registrationDigest()),
        "registration",
        "the recorded plan is %s, the evidence belongs to %s"
            .formatted(plan.registrationDigest(), evidence.registrationDigest()));
  }

  private static Requirement evidence(Dossier dossier) {
    Dossier.Evidence evidence = dossier.evidence();
    if (evidence == null) {
      return Requirement.error("evidence", "the experiment has not concluded");
    }
    return evidence.digestMatches()
        ? Requirement.satisfied("evidence", evidence.evidenceDigest())
        : Requirement.error("evidence", "the evidence is not what its digest says");
  }

  private static Requirement verdict(Policy.Adoption terms, Dossier dossier) {
    Dossier.Evidence evidence = dossier.evidence();
    if (evidence == null) {
      return Requirement.error("verdict", "there is no verdict");
    }
    Verdict.Outcome outcome = evidence.verdict().outcome();
    return Requirement.when(
        terms.verdicts().contains(outcome),
        "verdict",
        "%s; needed: %s".formatted(outcome, terms.verdicts()));
  }

  private static Requirement guards(Dossier dossier) {
    Dossier.Plan plan = dossier.plan();
    Dossier.Evidence evidence = dossier.evidence();
    if (plan == null || evidence == null) {
      return Requirement.error("guards", "nothing is known about the guards");
    }
    List<GuardResult> results = evidence.verdict().guards();
    Set<String> missing =
        plan.registration().guards().stream()
            .map(RegisteredGuard::metric)
            .filter(metric -> results.stream().noneMatch(r -> r.metric().equals(metric)))
            .collect(Collectors.toSet());
    if (!missing.isEmpty()) {
      return Requirement.error("guards", "no result for " + missing);
    }
    return results.isEmpty()
        ? Requirement.notApplicable("guards", "the plan has no guards")
        : unbroken(results);
  }

  private static Requirement unbroken(List<GuardResult> results) {
    List<String> broken =
        results.stream().filter(GuardResult::broken).map(GuardResult::metric).toList();
    return broken.isEmpty()
        ? Requirement.satisfied("guards", "%d guards hold".formatted(results.size()))
        : Requirement.unsatisfied("guards", "broken: " + String.join(", ", broken));
  }

  private static Requirement isolation(Policy.Adoption terms, Dossier dossier) {
    Dossier.Evidence evidence = dossier.evidence();
    Isolation weakest = evidence == null ? null : evidence.weakestIsolation();
    if (weakest == null) {
      return Requirement.error("isolation", "nobody says how the attempts were isolated");
    }
    return Requirement.when(
        weakest.compareTo(terms.minimumIsolation()) >= 0,
        "isolation",
        "weakest was %s; needed: %s or stronger".formatted(weakest, terms.minimumIsolation()));
  }
}
