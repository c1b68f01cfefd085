package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration.RegisteredGuard;
import dev.loopgate.contracts.experiments.Verdict.GuardResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an adoption cannot go without. What is missing is an error, and an error is never met. */
final class EvidenceRules {
  private EvidenceRules() {}

  static List<Requirement> requirements(Policy policy, Terms terms, Dossier dossier) {
    List<Requirement> requirements = new ArrayList<>();
    for (Terms.Evidence evidence : Terms.Evidence.values()) {
      if (terms.minimumEvidence().contains(evidence)) {
        requirements.add(requirement(evidence, dossier));
      }
    }
    requirements.add(isolation(policy.minimumIsolation(), dossier));
    return requirements;
  }

  private static Requirement requirement(Terms.Evidence evidence, Dossier dossier) {
    return switch (evidence) {
      case REGISTRATION -> registration(dossier);
      case EVIDENCE -> evidence(dossier);
      case GUARDS -> guards(dossier);
    };
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

  private static Requirement isolation(Isolation minimum, Dossier dossier) {
    Dossier.Evidence evidence = dossier.evidence();
    Isolation weakest = evidence == null ? null : evidence.weakestIsolation();
    if (weakest == null) {
      return Requirement.error("isolation", "nobody says how the attempts were isolated");
    }
    return Requirement.when(
        weakest.compareTo(minimum) >= 0,
        "isolation",
        "weakest was %s; needed: %s or stronger".formatted(weakest, minimum));
  }
}
