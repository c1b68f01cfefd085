package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.reviews.DecisionMade;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a review stands.
 *
 * @param outcome what must be sealed now; null while the review stays open
 * @param rule what made the outcome: the name of a rule, or {@code votes}
 * @param deciders the people whose votes made the outcome
 */
public record Assessment(
    List<Requirement> requirements,
    DecisionMade.@Nullable Outcome outcome,
    String rule,
    List<String> deciders) {
  public static final String VOTES = "votes";

  public Assessment {
    requirements = List.copyOf(requirements);
    deciders = List.copyOf(deciders);
  }

  /**
   * Assesses a dossier.
   *
   * @param policy the terms; null when nobody knows them: then nothing is ever cleared or adopted
   */
  public static Assessment of(@Nullable Policy policy, Dossier dossier, Tally tally) {
    if (policy == null) {
      return failClosed(dossier);
    }
    return switch (dossier.kind()) {
      case CLEARANCE -> ClearanceRules.assess(policy.clearance(), dossier, tally);
      case ADOPTION -> AdoptionRules.assess(policy.adoption(), dossier, tally);
      case ROLLBACK -> question(policy, tally, DecisionMade.Outcome.ROLL_BACK);
      case RULE_CHANGE -> question(policy, tally, DecisionMade.Outcome.CHANGE_RULES);
      case RESUME -> question(policy, tally, DecisionMade.Outcome.RESUME);
    };
  }

  private static Assessment question(Policy policy, Tally tally, DecisionMade.Outcome success) {
    return byVotes(
        VoteRules.requirements(policy.adoption().approvals(), tally),
        tally,
        policy.adoption().veto(),
        success);
  }

  private static Assessment failClosed(Dossier dossier) {
    String detail =
        "The program names %s, which this service does not know. Apply the program with a policy that exists and propose the idea again."
            .formatted(dossier.policy());
    return open(List.of(Requirement.error("policy", detail)));
  }

  static Assessment open(List<Requirement> requirements) {
    return new Assessment(requirements, null, VOTES, List.of());
  }

  /** What the votes make of requirements: a veto may reject, and only all together approve. */
  static Assessment byVotes(
      List<Requirement> requirements, Tally tally, Policy.Veto veto, DecisionMade.Outcome success) {
    if (veto == Policy.Veto.REJECTS && !tally.vetoes().isEmpty()) {
      return new Assessment(requirements, DecisionMade.Outcome.REJECT, VOTES, tally.vetoes());
    }
    boolean allMet = requirements.stream().allMatch(r -> r.state().isMet());
    return allMet
        ? new Assessment(requirements, success, VOTES, tally.approvals())
        : open(requirements);
  }
}
