package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.QuestionOutcome;
import dev.loopgate.contracts.ideas.RollbackClosed;
import dev.loopgate.contracts.ideas.RollbackProposed;
import dev.loopgate.contracts.ideas.RollbackProposed.Undone;
import dev.loopgate.contracts.ideas.RuleChangeClosed;
import dev.loopgate.contracts.ideas.RuleChangeProposed;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProgramQuestionTest extends DeskTest {
  private static final String AUTHOR =
      TestTokens.human("researcher@local", Role.RESEARCHER, Role.REVIEWER);
  private static final String ASKER = TestTokens.human("ada@local", Role.ADMIN, Role.REVIEWER);
  private static final String AGENT =
      TestTokens.agent("evolve@digits", "researcher@local", Role.RESEARCHER);

  @Test
  void otherRulesAreJudgedUnderThePolicyInForceAndShownFieldByField() {
    Subject subject = newSubject();
    tellProgram(subject, "standard");

    ReviewView review = askForRules(subject);

    assertThat(review.kind()).isEqualTo(ReviewKind.RULE_CHANGE);
    assertThat(review.policy()).as("not the proposed isolated").startsWith("standard@");
    assertThat(review.subjectKey()).isEqualTo(review.key());
    Dossier.Question question = Objects.requireNonNull(review.dossier().question());
    assertThat(question.authors()).containsExactly("ada@local");
    assertThat(question.content())
        .containsEntry("changedFields", List.of("replication", "policy"))
        .containsEntry("evaluatorChanged", false)
        .containsEntry("remeasured", false)
        .containsEntry("baseVersion", 1);
    assertThat((Map<?, ?>) question.content().get("before"))
        .isEqualTo(Map.of("replication", Map.of("errorRate", 0.05), "policy", "standard"));
    assertThat((Map<?, ?>) question.content().get("after"))
        .isEqualTo(Map.of("replication", Map.of("errorRate", 0.5), "policy", "isolated"));

    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);
    assertThat(read(review).state()).as("one person is not enough").isEqualTo(ReviewState.OPEN);
    assertThat(vote(SAFETY, review, "APPROVE").statusCode()).isEqualTo(200);

    ReviewView decided = read(review);
    assertThat(decided.state()).isEqualTo(ReviewState.DECIDED);
    assertThat(Objects.requireNonNull(decided.decision()).outcome())
        .isEqualTo(Outcome.CHANGE_RULES);
    assertThat(awaitTold("decision.made", review.id())).hasSize(1);
  }

  @Test
  void nobodyWithAnOpenIdeaJudgesTheRulesThatJudgeIt() {
    Subject subject = newSubject();
    propose(subject, 4);
    ReviewView review = askForRules(subject);

    assertThat(Objects.requireNonNull(review.dossier().question()).authors())
        .containsExactly("ada@local", "evolve@" + subject.program(), "researcher@local");
    assertProblem(vote(AUTHOR, review, "APPROVE"), 403, "own-idea");
    assertProblem(vote(AUTHOR, review, "VETO"), 403, "own-idea");
    assertProblem(vote(ASKER, review, "APPROVE"), 403, "own-idea");
    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);
    assertThat(vote(SAFETY, review, "APPROVE").statusCode()).isEqualTo(200);
    assertThat(read(review).state()).isEqualTo(ReviewState.DECIDED);
  }

  @Test
  void anIdeaThatComesAfterTheQuestionBindsItsAuthorsToo() {
    Subject subject = newSubject();
    tellProgram(subject, "standard");
    ReviewView review = askForRules(subject);
    ideas.tell("idea.proposed", subject.ideaId(), Samples.idea(subject, 4));
    awaitTold("clearance.granted", subject.ideaId());

    assertProblem(vote(AUTHOR, review, "APPROVE"), 403, "own-idea");

    ideas.tell(
        "idea.closed", subject.ideaId(), Samples.closed(subject, IdeaClosed.Outcome.REJECTED));
    await(() -> vote(AUTHOR, review, "APPROVE").statusCode() == 200 ? true : null);
    vote(SAFETY, review, "APPROVE");
    assertThat(read(review).state()).isEqualTo(ReviewState.DECIDED);
  }

  @Test
  void whoHadAnOpenIdeaWhenItWasAskedStaysOutOfIt() {
    Subject subject = newSubject();
    propose(subject, 4);
    ReviewView review = askForRules(subject);
    ideas.tell(
        "idea.closed", subject.ideaId(), Samples.closed(subject, IdeaClosed.Outcome.REJECTED));
    Subject marker = newSubject();
    propose(marker, 4);
    awaitTold("clearance.granted", marker.ideaId());

    assertProblem(vote(AUTHOR, review, "APPROVE"), 403, "own-idea");
  }

  @Test
  void aProgramUnderAnUnknownPolicyCanBeMended() {
    Subject subject = newSubject();
    tellProgram(subject, "no-such-policy");

    ReviewView review = askForRules(subject);

    assertThat(review.policy()).matches("(standard|high-assurance)@\\d+");
  }

  @Test
  void aQuestionThatEndedElsewhereIsNotVotedOn() {
    Subject subject = newSubject();
    tellProgram(subject, "standard");
    ReviewView review = askForRules(subject);
    ideas.tell(
        "rule-change.closed",
        review.key(),
        new RuleChangeClosed(
            Objects.requireNonNull(review.subjectId()),
            review.key(),
            subject.programId(),
            QuestionOutcome.WITHDRAWN,
            "A mistake.",
            null,
            null,
            Samples.NOON));

    ReviewView superseded = awaitReview(review.key(), ReviewState.SUPERSEDED);

    assertThat(superseded.stateReason()).isEqualTo("WITHDRAWN: A mistake.");
    assertProblem(vote(REVIEWER, superseded, "APPROVE"), 409, "review-closed");
  }

  @Test
  void agentsSeeNoRuleChange() {
    Subject subject = newSubject();
    tellProgram(subject, "standard");
    ReviewView review = askForRules(subject);

    assertProblem(as(AGENT).get("/api/v1/reviews/" + review.key()), 404, "not-found");
    assertThat(
            as(AGENT)
                .get("/api/v1/reviews?program=" + subject.program())
                .jsonPath()
                .getList("items"))
        .isEmpty();
  }

  @Test
  void aRollbackIsJudgedByPeopleWhoseWorkItDoesNotUndo() {
    Subject subject = newSubject();
    propose(subject, 4);
    ReviewView review = askForRollback(subject);

    assertThat(review.kind()).isEqualTo(ReviewKind.ROLLBACK);
    Dossier.Question question = Objects.requireNonNull(review.dossier().question());
    assertThat(question.reason()).isEqualTo("It forgets the sevens.");
    assertThat(question.content())
        .containsEntry("fromGeneration", 3)
        .containsEntry("toGeneration", 1)
        .containsEntry("undoneIdeas", List.of(subject.key()));
    assertProblem(vote(AUTHOR, review, "VETO"), 403, "own-idea");
    assertProblem(vote(ASKER, review, "APPROVE"), 403, "own-idea");
    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);
    assertThat(Objects.requireNonNull(read(review).decision()).outcome())
        .isEqualTo(Outcome.ROLL_BACK);
  }

  @Test
  void nobodyBringsTheOwnWorkBackThatPeopleTookOut() {
    Subject subject = newSubject();
    propose(subject, 4);
    ReviewView review =
        askForRollback(subject, List.of(), List.of(new Undone(2, subject.ideaId(), subject.key())));

    assertThat(Objects.requireNonNull(review.dossier().question()).content())
        .containsEntry("undoneIdeas", List.of())
        .containsEntry("reinstatedIdeas", List.of(subject.key()));
    assertProblem(vote(AUTHOR, review, "APPROVE"), 403, "own-idea");
    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);
  }

  @Test
  void aRollbackThatIsNoLongerWantedEndsItsReview() {
    Subject subject = newSubject();
    tellProgram(subject, "standard");
    ReviewView review = askForRollback(subject);
    ideas.tell(
        "rollback.closed",
        review.key(),
        new RollbackClosed(
            Objects.requireNonNull(review.subjectId()),
            review.key(),
            subject.programId(),
            QuestionOutcome.SUPERSEDED,
            "Generation 4 is current now.",
            null,
            null,
            Samples.NOON));

    assertThat(awaitReview(review.key(), ReviewState.SUPERSEDED).stateReason())
        .contains("Generation 4");
  }

  private ReviewView askForRules(Subject subject) {
    RuleChangeProposed proposed = Samples.ruleChange(subject);
    ideas.tell("rule-change.proposed", proposed.key(), proposed);
    return awaitReview(proposed.key());
  }

  private ReviewView askForRollback(Subject subject) {
    return askForRollback(
        subject, List.of(new Undone(2, subject.ideaId(), subject.key())), List.of());
  }

  private ReviewView askForRollback(Subject subject, List<Undone> undone, List<Undone> reinstated) {
    String key = subject.program() + "-rollback-1";
    ideas.tell(
        "rollback.proposed",
        key,
        new RollbackProposed(
            UUID.randomUUID(),
            key,
            subject.programId(),
            subject.program(),
            1,
            UUID.randomUUID(),
            3,
            UUID.randomUUID(),
            1,
            undone,
            reinstated,
            "It forgets the sevens.",
            "ada@local",
            Samples.NOON));
    return awaitReview(key);
  }
}
