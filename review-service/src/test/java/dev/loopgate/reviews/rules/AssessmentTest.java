package dev.loopgate.reviews.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.GuardResult;
import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.contracts.reviews.VoteCast.Value;
import dev.loopgate.reviews.Samples;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.TestPolicies;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssessmentTest {
  private static final String NOW = "sha256:now";
  private static final String BEFORE = "sha256:before";
  private static final Set<String> AUTHORS = Set.of("author", "sponsor");
  private static final Subject SUBJECT =
      new Subject(new UUID(0, 1), "digits", new UUID(0, 2), "digits-1", new UUID(0, 3));

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
                    votes(new Ballot("person", Value.APPROVE, NOW)))
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
            assess(
                    policy(Terms.Veto.REJECTS),
                    dossier,
                    votes(new Ballot("person", Value.APPROVE, NOW)))
                .rule())
        .isEqualTo(Assessment.VOTES);
  }

  @Test
  void aDossierFromBeforeThereWereFlagsIsReadAsItWasWritten() {
    String before =
        Json.write(clearance(1)).replace("\"flags\":[],\"proposedAt\"", "\"proposedAt\"");

    assertThat(Json.write(Json.read(before, Dossier.class))).isEqualTo(before);
    assertThat(
            assess(policy(Terms.Veto.REJECTS), Json.read(before, Dossier.class), votes()).outcome())
        .isEqualTo(Outcome.CLEAR);
  }

  @Test
  void aChangeOfUnknownSizeIsAnErrorEvenWithVotes() {
    Assessment assessment =
        assess(
            policy(Terms.Veto.REJECTS),
            clearance(-1),
            votes(new Ballot("person", Value.APPROVE, NOW)));

    assertThat(assessment.outcome()).isNull();
    assertThat(states(assessment)).contains("small-change ERROR");
  }

  @Test
  void withoutAPolicyNothingIsEverClearedOrAdopted() {
    Tally everybody =
        votes(new Ballot("one", Value.APPROVE, NOW), new Ballot("two", Value.APPROVE, NOW));

    assertThat(assess(null, clearance(1), everybody).outcome()).isNull();
    assertThat(assess(null, improved(), everybody).outcome()).isNull();
    assertThat(states(assess(null, improved(), everybody))).containsExactly("policy ERROR");
  }

  @Test
  void anImprovementWithAnApprovalIsAdopted() {
    Assessment assessment = assess(improved(), new Ballot("person", Value.APPROVE, NOW));

    assertThat(assessment.outcome()).isEqualTo(Outcome.ADOPT);
    assertThat(assessment.deciders()).containsExactly("person");
    assertThat(states(assessment)).contains("guards NOT_APPLICABLE");
  }

  @ParameterizedTest
  @EnumSource(value = Verdict.Outcome.class, mode = EnumSource.Mode.EXCLUDE, names = "IMPROVED")
  void whatIsNoImprovementIsNotAdoptedWhoeverApproves(Verdict.Outcome outcome) {
    Dossier dossier = adoption(Samples.verdict(outcome), Samples.registration(SUBJECT));

    assertThat(assess(dossier, new Ballot("person", Value.APPROVE, NOW)).outcome()).isNull();
  }

  @Test
  void missingEvidenceIsAnErrorAndNeverSatisfied() {
    Dossier nothing = dossier(ReviewKind.ADOPTION, 1, null, null);

    Assessment assessment = assess(nothing, new Ballot("person", Value.APPROVE, NOW));

    assertThat(assessment.outcome()).isNull();
    assertThat(states(assessment))
        .contains(
            "registration ERROR",
            "evidence ERROR",
            "verdict ERROR",
            "guards ERROR",
            "isolation ERROR");
  }

  @Test
  void aBrokenGuardStopsAnAdoption() {
    Dossier dossier =
        adoption(
            Samples.verdict(Verdict.Outcome.IMPROVED, guard("log_loss", true)),
            Samples.registration(SUBJECT, "log_loss"));

    assertThat(states(assess(dossier, new Ballot("person", Value.APPROVE, NOW))))
        .contains("guards UNSATISFIED");
  }

  @Test
  void aGuardWithoutAResultIsAnError() {
    Dossier dossier =
        adoption(
            Samples.verdict(Verdict.Outcome.IMPROVED, guard("log_loss", false)),
            Samples.registration(SUBJECT, "log_loss", "cost"));

    assertThat(states(assess(dossier, new Ballot("person", Value.APPROVE, NOW))))
        .contains("guards ERROR");
  }

  @Test
  void evidenceOfAnotherPlanDoesNotCount() {
    Dossier.Evidence foreign =
        evidence(
            Samples.verdict(Verdict.Outcome.IMPROVED), "sha256:other", true, Isolation.PROCESS);
    Dossier dossier = dossier(ReviewKind.ADOPTION, 1, plan(Samples.registration(SUBJECT)), foreign);

    assertThat(assess(dossier, new Ballot("person", Value.APPROVE, NOW)).outcome()).isNull();
  }

  @Test
  void isolationThatNobodyStatesIsAnError() {
    Dossier.Evidence unknown =
        evidence(Samples.verdict(Verdict.Outcome.IMPROVED), "sha256:plan", true, null);
    Dossier dossier = dossier(ReviewKind.ADOPTION, 1, plan(Samples.registration(SUBJECT)), unknown);

    assertThat(states(assess(dossier, new Ballot("person", Value.APPROVE, NOW))))
        .contains("isolation ERROR");
  }

  @Test
  void votesOfAuthorsAndSponsorsAreNeverCounted() {
    Tally tally =
        votes(new Ballot("author", Value.APPROVE, NOW), new Ballot("sponsor", Value.VETO, NOW));

    assertThat(tally).isEqualTo(new Tally(List.of(), List.of(), List.of()));
  }

  @Test
  void anApprovalOfAnOlderDossierIsOutdatedAndAVetoStays() {
    Tally tally =
        votes(new Ballot("one", Value.APPROVE, BEFORE), new Ballot("two", Value.VETO, BEFORE));

    assertThat(tally).isEqualTo(new Tally(List.of(), List.of("two"), List.of("one")));
  }

  @Test
  void onePersonHasOneVoteAndTheLatestCounts() {
    Tally tally =
        votes(
            new Ballot("one", Value.APPROVE, NOW),
            new Ballot("one", Value.APPROVE, NOW),
            new Ballot("two", Value.VETO, NOW),
            new Ballot("two", Value.ABSTAIN, NOW));

    assertThat(tally).isEqualTo(new Tally(List.of("one"), List.of(), List.of()));
  }

  @Test
  void aVetoRejectsWhereThePolicySaysSo() {
    Assessment assessment = assess(improved(), new Ballot("person", Value.VETO, NOW));

    assertThat(assessment.outcome()).isEqualTo(Outcome.REJECT);
    assertThat(assessment.deciders()).containsExactly("person");
  }

  @Test
  void aVetoBlocksApprovalsWhereThePolicySaysSo() {
    Tally tally =
        votes(new Ballot("one", Value.VETO, BEFORE), new Ballot("two", Value.APPROVE, NOW));

    Assessment assessment = assess(policy(Terms.Veto.BLOCKS), improved(), tally);

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

  private static Assessment assess(Dossier dossier, Ballot... ballots) {
    return assess(policy(Terms.Veto.REJECTS), dossier, votes(ballots));
  }

  private static Assessment assess(@Nullable KnownPolicy policy, Dossier dossier, Tally tally) {
    return Assessment.of(
        policy == null ? null : policy.policy(),
        dossier,
        policy == null ? Findings.of(Map.of()) : policy.findings(dossier),
        tally.standing());
  }

  private static Tally votes(Ballot... ballots) {
    return Tally.of(List.of(ballots), NOW, AUTHORS);
  }

  private static List<String> states(Assessment assessment) {
    return assessment.requirements().stream().map(r -> r.name() + " " + r.state()).toList();
  }

  private static KnownPolicy policy(Terms.Veto veto) {
    return TestPolicies.read(
        TestPolicies.text("standard").replace("veto: REJECTS", "veto: " + veto));
  }

  private static GuardResult guard(String metric, boolean broken) {
    return new GuardResult(metric, 0.0, "0.02", "1.0", broken);
  }

  private static Dossier clearance(int changedLines, IdeaFlag... flags) {
    return dossier(ReviewKind.CLEARANCE, changedLines, null, null, flags);
  }

  private static Dossier improved() {
    return adoption(Samples.verdict(Verdict.Outcome.IMPROVED), Samples.registration(SUBJECT));
  }

  private static Dossier adoption(Verdict verdict, Registration registration) {
    return dossier(
        ReviewKind.ADOPTION,
        1,
        plan(registration),
        evidence(verdict, "sha256:plan", true, Isolation.BUBBLEWRAP));
  }

  private static Dossier.Plan plan(Registration registration) {
    return new Dossier.Plan(SUBJECT.experimentId(), "sha256:plan", registration);
  }

  private static Dossier.Evidence evidence(
      Verdict verdict, String plan, boolean intact, @Nullable Isolation weakest) {
    return new Dossier.Evidence(
        verdict, Samples.DIGEST, intact, plan, weakest, 12, 0, null, List.of(), Samples.NOON);
  }

  private static Dossier dossier(
      ReviewKind kind,
      int changedLines,
      Dossier.@Nullable Plan plan,
      Dossier.@Nullable Evidence evidence,
      IdeaFlag... flags) {
    IdeaProposed idea = Samples.with(Samples.idea(SUBJECT, changedLines), null, flags);
    return new Dossier(
        "digits-1-" + kind,
        kind,
        SUBJECT.programId(),
        "digits",
        1,
        idea.generationId(),
        1,
        "standard@1",
        Samples.DIGEST,
        new Dossier.Idea(
            idea.ideaId(),
            idea.key(),
            idea.title(),
            idea.hypothesis(),
            idea.summary(),
            idea.provenance(),
            idea.authors(),
            idea.changedPaths(),
            idea.changedLines(),
            idea.patchDigest(),
            idea.candidateWorkspace(),
            null,
            idea.flags(),
            Samples.NOON),
        null,
        plan,
        evidence,
        List.of());
  }
}
