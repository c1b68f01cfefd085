package dev.loopgate.reviews.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.Samples;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.TestPolicies;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PeopleRulesTest {
  private static final Approval REVIEWER = approval("reviewer", Role.REVIEWER);
  private static final Approval SAFETY = approval("safety", Role.SAFETY, Role.REVIEWER);

  @Test
  void aChangeOfRulesTakesTwoPeopleAndOneOfThemAnswersForSafety() {
    assertThat(assess("standard", standing(REVIEWER)).outcome()).isNull();
    assertThat(assess("standard", standing(SAFETY)).outcome()).isNull();
    assertThat(assess("standard", standing(REVIEWER, approval("other", Role.REVIEWER))).outcome())
        .isNull();
    Assessment both = assess("standard", standing(REVIEWER, SAFETY));
    assertThat(both.outcome()).isEqualTo(Outcome.CHANGE_RULES);
    assertThat(both.deciders()).containsExactlyInAnyOrder("reviewer", "safety");
  }

  @Test
  void aloneOnALaptopOnePersonIsEnoughAndTheRequirementSaysSo() {
    Assessment alone = assess("solo", standing(approval("me", Role.RESEARCHER)));

    assertThat(alone.outcome()).isEqualTo(Outcome.CHANGE_RULES);
    assertThat(alone.requirements().getFirst().detail()).contains("authors and sponsors included");
  }

  @Test
  void aVetoBlocksUntilTwoPeopleForSafetySetItAside() {
    Standing vetoed = standing(List.of(REVIEWER, SAFETY), List.of("ben"), List.of(), null);
    assertThat(assess("standard", vetoed).outcome()).isNull();

    Standing one =
        standing(List.of(REVIEWER, SAFETY), List.of("ben"), List.of(overruler("s1")), null);
    assertThat(states(assess("standard", one))).contains("no-veto UNSATISFIED");

    Standing samePersonTwice =
        standing(
            List.of(REVIEWER, SAFETY),
            List.of("ben"),
            List.of(overruler("s1"), overruler("s1")),
            null);
    assertThat(assess("standard", samePersonTwice).outcome()).isNull();

    Standing two =
        standing(
            List.of(REVIEWER, SAFETY),
            List.of("ben"),
            List.of(overruler("s1"), overruler("s2")),
            null);
    assertThat(states(assess("standard", two))).contains("no-veto OVERRIDDEN");
    assertThat(assess("standard", two).outcome()).isEqualTo(Outcome.CHANGE_RULES);
    assertThat(assess("standard", two).deciders()).contains("s1", "s2");
  }

  @Test
  void peopleWithoutTheRoleOverrideNothing() {
    Standing reviewers =
        standing(
            List.of(REVIEWER, SAFETY),
            List.of("ben"),
            List.of(
                new Standing.Overruler("r1", Set.of(Role.REVIEWER), "why"),
                new Standing.Overruler("r2", Set.of(Role.ADMIN), "why")),
            null);

    assertThat(states(assess("standard", reviewers))).contains("no-veto UNSATISFIED");
  }

  @Test
  void breakGlassStandsInForMissingPeopleAndIsSeen() {
    Standing broken =
        standing(
            List.of(), List.of(), List.of(), new Standing.Bypass(List.of("a", "b"), "it burns"));

    Assessment assessment = assess("standard", broken);

    assertThat(states(assessment)).contains("guardian BYPASSED", "approval BYPASSED");
    assertThat(assessment.outcome()).isEqualTo(Outcome.CHANGE_RULES);
    assertThat(assessment.deciders()).containsExactly("a", "b");
  }

  @Test
  void breakGlassSilencesNoVeto() {
    Standing broken =
        standing(
            List.of(),
            List.of("ben"),
            List.of(),
            new Standing.Bypass(List.of("a", "b"), "it burns"));

    assertThat(assess("standard", broken).outcome()).isNull();
  }

  @Test
  void whatIsMissingNamesWhoCouldStillVoteAndWhyOthersDoNotCount() {
    Standing standing =
        new Standing(
            List.of(REVIEWER),
            List.of(),
            List.of("old"),
            List.of("late"),
            List.of("conflicted"),
            List.of("author"),
            List.of(),
            null,
            List.of(new Standing.Eligible("dana", Set.of(Role.SAFETY))));

    String missing =
        assess("standard", standing).requirements().stream()
            .filter(requirement -> requirement.state() == RequirementState.UNSATISFIED)
            .findFirst()
            .orElseThrow()
            .detail();

    assertThat(missing)
        .contains("outdated by a newer dossier: old")
        .contains("expired: late")
        .contains("recused: conflicted")
        .contains("authors or sponsors, who do not count: author")
        .contains("could still vote: dana");
  }

  @Test
  void aQuorumThatNobodyWhoIsKnownCanFillIsSaidAndNeverPasses() {
    Standing standing =
        new Standing(
            List.of(REVIEWER),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(new Standing.Eligible("dana", Set.of(Role.REVIEWER))));

    Assessment assessment = assess("standard", standing);

    assertThat(assessment.outcome()).isNull();
    assertThat(assessment.requirements())
        .anyMatch(requirement -> requirement.detail().contains("nobody who is known could fill"));
  }

  @Test
  void aBrokenPolicyIsAnErrorForEveryRequirementWhoeverApproves() {
    KnownPolicy broken =
        TestPolicies.read(
            TestPolicies.text("standard").replace("review.verdict == 'IMPROVED'", "no.such.fact"));

    Assessment assessment = assess(broken, standing(REVIEWER, SAFETY));

    assertThat(assessment.outcome()).isNull();
    assertThat(assessment.requirements())
        .isNotEmpty()
        .allMatch(requirement -> requirement.state() == RequirementState.ERROR)
        .allMatch(requirement -> requirement.detail().contains("standard@1 cannot be used"));
  }

  @Test
  void aStoredPolicyThatCannotBeReadDecidesNothing() {
    for (String content : List.of("{}", "{\"spec\": {}}", "null", "[", "{\"apiVersion\": 1}")) {
      Assessment assessment =
          assess(TestPolicies.stored("standard", content), standing(REVIEWER, SAFETY));

      assertThat(assessment.outcome()).isNull();
      assertThat(assessment.requirements())
          .isNotEmpty()
          .allMatch(requirement -> requirement.state() == RequirementState.ERROR);
    }
  }

  @Test
  void aConditionThatFailsWhileItIsEvaluatedIsNeverMet() {
    for (String condition :
        List.of(
            "question.changedFields.size() > 0",
            "1 / (review.generation - review.generation) == 1",
            "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c, [1,2,3,4,5,6,7,8,9,10].all(d, [1,2,3,4,5,6,7,8,9,10].all(e, [1,2,3,4,5,6,7,8,9,10].all(f, true))))))")) {
      KnownPolicy policy =
          TestPolicies.read(
              TestPolicies.text("standard")
                  .replace(
                      "    RULE_CHANGE:\n",
                      "    RULE_CHANGE:\n      conditions:\n        - {name: fails, satisfiedWhen: \"%s\"}\n"
                          .formatted(condition)));

      Assessment assessment = assess(policy, standing(REVIEWER, SAFETY));

      assertThat(policy.fault()).isNull();
      assertThat(states(assessment)).contains("fails ERROR");
      assertThat(assessment.outcome()).isNull();
    }
  }

  @Test
  void aConditionSeesWhichFieldsARuleChangeChanges() {
    KnownPolicy policy =
        TestPolicies.read(
            TestPolicies.text("standard")
                .replace(
                    "    RULE_CHANGE:\n",
                    "    RULE_CHANGE:\n      conditions:\n        - {name: rate, satisfiedWhen: \"!('replication.errorRate' in question.changedFields)\", message: no}\n"));
    Dossier harmless =
        question(Map.of("before", Map.of("title", "a"), "after", Map.of("title", "b")));
    Dossier rate =
        question(
            Map.of(
                "before", Map.of("replication", Map.of("errorRate", "0.05")),
                "after", Map.of("replication", Map.of("errorRate", "0.5"))));

    assertThat(states(assess(policy, harmless, standing(REVIEWER, SAFETY))))
        .contains("rate SATISFIED");
    assertThat(states(assess(policy, rate, standing(REVIEWER, SAFETY))))
        .contains("rate UNSATISFIED");
  }

  private static Assessment assess(String policy, Standing standing) {
    return assess(TestPolicies.shipped(policy), standing);
  }

  private static Assessment assess(KnownPolicy policy, Standing standing) {
    return assess(policy, question(Map.of()), standing);
  }

  private static Assessment assess(KnownPolicy policy, Dossier dossier, Standing standing) {
    return Assessment.of(policy.policy(), dossier, policy.findings(dossier), standing);
  }

  private static List<String> states(Assessment assessment) {
    return assessment.requirements().stream().map(r -> r.name() + " " + r.state()).toList();
  }

  private static Standing standing(Approval... approvals) {
    return standing(List.of(approvals), List.of(), List.of(), null);
  }

  private static Standing standing(
      List<Approval> approvals,
      List<String> vetoes,
      List<Standing.Overruler> overrulers,
      Standing.@org.jspecify.annotations.Nullable Bypass bypass) {
    return new Standing(
        approvals,
        vetoes,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        overrulers,
        bypass,
        List.of());
  }

  private static Standing.Overruler overruler(String person) {
    return new Standing.Overruler(person, Set.of(Role.SAFETY), "looked into it");
  }

  private static Approval approval(String person, Role... roles) {
    return new Approval(person, Set.of(roles), null);
  }

  private static Dossier question(Map<String, Object> content) {
    return new Dossier(
        "digits-rules-1",
        ReviewKind.RULE_CHANGE,
        null,
        "*",
        0,
        null,
        0,
        "standard@1",
        Samples.DIGEST,
        null,
        new Dossier.Question(
            new UUID(0, 9),
            "digits-rules-1",
            "t",
            "r",
            List.of("researcher"),
            content,
            Samples.NOON),
        null,
        null,
        List.of());
  }
}
