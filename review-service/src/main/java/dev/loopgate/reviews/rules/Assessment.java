package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.ReviewKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a review stands.
 *
 * @param outcome what must be sealed now; null while the review stays open
 * @param rule what made the outcome: the name of a rule, or {@code votes}
 * @param deciders the people whose votes made the outcome
 * @param minimumIsolation the weakest sandbox that a clearance allows; null when nothing is cleared
 */
public record Assessment(
    List<Requirement> requirements,
    DecisionMade.@Nullable Outcome outcome,
    String rule,
    List<String> deciders,
    @Nullable Isolation minimumIsolation) {
  /** The rule of what people decided by voting. */
  public static final String VOTES = "votes";

  /** The rule of a decision by those who broke the glass. */
  public static final String BREAK_GLASS = "break-glass";

  /** The rule that rejects what nobody decided in time. */
  public static final String EXPIRED = "expired";

  public Assessment {
    requirements = List.copyOf(requirements);
    deciders = List.copyOf(deciders);
  }

  /**
   * Assesses a dossier.
   *
   * @param policy the terms; null when nobody knows them: then nothing is ever cleared or adopted
   * @param findings what the conditions of the policy came to for this dossier
   * @param standing whose votes count now
   */
  public static Assessment of(
      @Nullable Policy policy, Dossier dossier, Findings findings, Standing standing) {
    if (policy == null) {
      return unknown(dossier, findings);
    }
    Terms terms = policy.terms(dossier.kind());
    PeopleRules people = new PeopleRules(terms, findings, standing);
    List<Requirement> facts = facts(policy, terms, dossier, findings);
    if (findings.fault() != null) {
      return open(allErrors(facts, people, findings.fault()));
    }
    if (dossier.kind() != ReviewKind.CLEARANCE) {
      return byVotes(terms, facts, people, success(dossier.kind()));
    }
    ClearanceRules rules = new ClearanceRules(policy, terms, dossier, findings);
    return rules.decides()
        ? byRule(terms, facts, people).in(rules.minimumIsolation())
        : byVotes(terms, facts, people, Outcome.CLEAR).in(rules.minimumIsolation());
  }

  private Assessment in(Isolation minimum) {
    return outcome == Outcome.CLEAR
        ? new Assessment(requirements, outcome, rule, deciders, minimum)
        : this;
  }

  /** The same, made by another rule. */
  public Assessment by(String otherRule) {
    return new Assessment(requirements, outcome, otherRule, deciders, minimumIsolation);
  }

  /** What facts fail to meet, whatever people say. */
  public static List<Requirement> unmetFacts(
      @Nullable Policy policy, Dossier dossier, Findings findings) {
    if (policy == null) {
      return unknown(dossier, findings).requirements();
    }
    if (findings.fault() != null) {
      return List.of(Requirement.error("policy", findings.fault()));
    }
    return facts(policy, policy.terms(dossier.kind()), dossier, findings).stream()
        .filter(requirement -> !requirement.state().isMet())
        .toList();
  }

  private static List<Requirement> facts(
      Policy policy, Terms terms, Dossier dossier, Findings findings) {
    List<Requirement> facts = new ArrayList<>();
    if (dossier.kind() == ReviewKind.CLEARANCE) {
      facts.addAll(new ClearanceRules(policy, terms, dossier, findings).requirements());
    }
    if (dossier.kind() == ReviewKind.ADOPTION) {
      facts.addAll(EvidenceRules.requirements(policy, terms, dossier));
    }
    facts.addAll(ConditionRules.requirements(terms, findings));
    return facts;
  }

  private static Assessment byRule(Terms terms, List<Requirement> facts, PeopleRules people) {
    List<Requirement> requirements = with(facts, people.unasked("cleared by rule"));
    return allMet(requirements)
        ? new Assessment(requirements, Outcome.CLEAR, terms.rule(), List.of(), null)
        : open(requirements);
  }

  /** A veto may reject, and only all requirements together approve. */
  private static Assessment byVotes(
      Terms terms, List<Requirement> facts, PeopleRules people, Outcome success) {
    List<Requirement> requirements = with(facts, people.requirements());
    if (terms.veto() == Terms.Veto.REJECTS && people.isVetoed()) {
      return new Assessment(requirements, Outcome.REJECT, VOTES, people.vetoers(), null);
    }
    return allMet(requirements)
        ? new Assessment(requirements, success, VOTES, people.deciders(), null)
        : open(requirements);
  }

  private static Outcome success(ReviewKind kind) {
    return switch (kind) {
      case CLEARANCE -> Outcome.CLEAR;
      case ADOPTION -> Outcome.ADOPT;
      case ROLLBACK -> Outcome.ROLL_BACK;
      case RULE_CHANGE -> Outcome.CHANGE_RULES;
      case RESUME -> Outcome.RESUME;
    };
  }

  private static Assessment unknown(Dossier dossier, Findings findings) {
    String detail =
        findings.fault() == null
            ? "The program names %s, which this service does not know. Apply the program with a policy that exists and propose the idea again."
                .formatted(dossier.policy())
            : findings.fault();
    return open(List.of(Requirement.error("policy", detail)));
  }

  private static List<Requirement> allErrors(
      List<Requirement> facts, PeopleRules people, String fault) {
    return with(facts, people.requirements()).stream()
        .map(requirement -> Requirement.error(requirement.name(), fault))
        .toList();
  }

  private static Assessment open(List<Requirement> requirements) {
    return new Assessment(requirements, null, VOTES, List.of(), null);
  }

  private static boolean allMet(List<Requirement> requirements) {
    return requirements.stream().allMatch(requirement -> requirement.state().isMet());
  }

  private static List<Requirement> with(List<Requirement> some, List<Requirement> more) {
    List<Requirement> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
