package dev.loopgate.reviews.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.VoteCast.Value;
import dev.loopgate.wire.json.Json;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AssessmentTest extends Assessing {
  @Test
  void aSmallChangeIsClearedByRule() {
    Assessment assessment = assess(policy(Terms.Veto.REJECTS), clearance(400), votes());

    assertThat(assessment.outcome()).isEqualTo(Outcome.CLEAR);
    assertThat(assessment.rule()).isEqualTo("small-change");
    assertThat(assessment.deciders()).isEmpty();
  }

  @Test
  void aLargerChangeNeedsAPerson() {
    assertThat(assess(policy(Terms.Veto.REJECTS), clearance(401), votes()).outcome()).isNull();
    assertThat(
            assess(
                    policy(Terms.Veto.REJECTS),
                    clearance(401),
                    votes(says("person", Value.APPROVE, NOW)))
                .outcome())
        .isEqualTo(Outcome.CLEAR);
  }

  @Test
  void aFlaggedChangeNeedsAPersonHoweverSmallItIs() {
    Dossier dossier = clearance(1, new IdeaFlag("HIDDEN_CHARACTERS", "title:1 U+200B"));

    Assessment assessment = assess(policy(Terms.Veto.REJECTS), dossier, votes());

    assertThat(assessment.outcome()).isNull();
    assertThat(states(assessment))
        .contains("small-change NOT_APPLICABLE", "flag NOT_APPLICABLE", "approval UNSATISFIED");
    assertThat(
            assess(policy(Terms.Veto.REJECTS), dossier, votes(says("person", Value.APPROVE, NOW)))
                .rule())
        .isEqualTo(Assessment.VOTES);
  }

  @Test
  void aDossierFromBeforeThereWereFlagsIsReadAsItWasWritten() {
    String before =
        Json.write(clearance(1))
            .replace("\"flags\":[],\"generator\":\"evolve/1\",\"proposedAt\"", "\"proposedAt\"");

    assertThat(Json.write(Json.read(before, Dossier.class))).isEqualTo(before);
    assertThat(
            assess(
                    policy(Terms.Veto.REJECTS),
                    Json.read(before, Dossier.class),
                    votes(),
                    Isolation.BUBBLEWRAP)
                .outcome())
        .isEqualTo(Outcome.CLEAR);
  }

  @Test
  void aChangeOfUnknownSizeIsAnErrorEvenWithVotes() {
    Assessment assessment =
        assess(
            policy(Terms.Veto.REJECTS), clearance(-1), votes(says("person", Value.APPROVE, NOW)));

    assertThat(assessment.outcome()).isNull();
    assertThat(states(assessment)).contains("small-change ERROR");
  }

  @Test
  void withoutAPolicyNothingIsEverClearedOrAdopted() {
    Standing everybody = votes(says("one", Value.APPROVE, NOW), says("two", Value.APPROVE, NOW));

    assertThat(assess(null, clearance(1), everybody).outcome()).isNull();
    assertThat(assess(null, improved(), everybody).outcome()).isNull();
    assertThat(states(assess(null, improved(), everybody))).containsExactly("policy ERROR");
  }

  @Test
  void anImprovementWithAnApprovalIsAdopted() {
    Assessment assessment = assess(improved(), says("person", Value.APPROVE, NOW));

    assertThat(assessment.outcome()).isEqualTo(Outcome.ADOPT);
    assertThat(assessment.deciders()).containsExactly("person");
    assertThat(states(assessment)).contains("guards NOT_APPLICABLE");
  }

  @Test
  void votesOfAuthorsAndSponsorsAreNeverCounted() {
    assertThat(
            assess(improved(), says("author", Value.APPROVE, NOW), says("sponsor", Value.VETO, NOW))
                .outcome())
        .isNull();
  }

  @Test
  void anApprovalOfAnOlderDossierIsOutdatedAndAVetoStays() {
    Voice approval = says("one", Value.APPROVE, BEFORE);

    assertThat(assess(improved(), approval).outcome()).isNull();
    assertThat(assess(improved(), approval, says("two", Value.VETO, BEFORE)).deciders())
        .containsExactly("two");
  }

  @Test
  void onePersonHasOneVoteAndTheLatestCounts() {
    Assessment assessment =
        assess(
            improved(),
            says("one", Value.APPROVE, NOW),
            says("one", Value.APPROVE, NOW),
            says("two", Value.VETO, NOW),
            says("two", Value.ABSTAIN, NOW));

    assertThat(assessment.outcome()).isEqualTo(Outcome.ADOPT);
    assertThat(assessment.deciders()).containsExactly("one");
  }

  @Test
  void aVetoRejectsWhereThePolicySaysSo() {
    Assessment assessment = assess(improved(), says("person", Value.VETO, NOW));

    assertThat(assessment.outcome()).isEqualTo(Outcome.REJECT);
    assertThat(assessment.deciders()).containsExactly("person");
  }

  @Test
  void aVetoBlocksApprovalsWhereThePolicySaysSo() {
    Standing standing = votes(says("one", Value.VETO, BEFORE), says("two", Value.APPROVE, NOW));

    Assessment assessment = assess(policy(Terms.Veto.BLOCKS), improved(), standing);

    assertThat(assessment.outcome()).isNull();
    assertThat(states(assessment)).contains("approval SATISFIED", "no-veto UNSATISFIED");
  }

  @Test
  void onlyWhatIsSatisfiedOrOpenlyWaivedIsMet() {
    assertThat(
            Arrays.stream(RequirementState.values())
                .filter(RequirementState::isMet)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            RequirementState.SATISFIED,
            RequirementState.NOT_APPLICABLE,
            RequirementState.OVERRIDDEN,
            RequirementState.BYPASSED);
  }
}
