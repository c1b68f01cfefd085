package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.IsolationOffered;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.reviews.rules.Requirement;
import dev.loopgate.reviews.rules.RequirementState;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClearanceTest extends DeskTest {
  @Test
  void aSmallIdeaIsClearedByRuleAndNobodyIsAsked() {
    Subject subject = newSubject();
    propose(subject, 400);

    Map<String, Object> granted = data(awaitTold("clearance.granted", subject.ideaId()));

    assertThat(granted)
        .containsEntry("policy", "standard@1")
        .containsEntry("rule", "small-change")
        .containsEntry("minimumIsolation", "PROCESS")
        .containsEntry("ideaKey", subject.key());
    ReviewView review = awaitReview(subject.key() + "-clearance");
    assertThat(review.state()).isEqualTo(ReviewState.DECIDED);
    assertThat(Objects.requireNonNull(review.decision()).deciders()).isEmpty();
    assertThat(told("review.opened", review.id())).isEmpty();
    assertProblem(vote(REVIEWER, review, "VETO"), 409, "review-closed");
  }

  @Test
  void aLargeIdeaWaitsForAPerson() {
    Subject subject = newSubject();
    propose(subject, 401);
    ReviewView review = awaitReview(subject.key() + "-clearance");
    assertThat(review.state()).isEqualTo(ReviewState.OPEN);
    assertThat(told("clearance.granted", subject.ideaId())).isEmpty();
    String sponsor = TestTokens.human("researcher@local", Role.REVIEWER);
    assertProblem(vote(sponsor, review, "APPROVE"), 403, "own-idea");

    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);

    assertThat(data(told("clearance.granted", subject.ideaId()))).containsEntry("rule", "votes");
    assertThat(data(told("decision.made", review.id())))
        .containsEntry("kind", "CLEARANCE")
        .containsEntry("outcome", "CLEAR");
  }

  @Test
  void aFlaggedIdeaIsNeverClearedByRule() {
    Subject subject = newSubject();
    tellProgram(subject, "standard");
    IdeaFlag flag =
        new IdeaFlag("HIDDEN_CHARACTERS", "src/Train.java:3 U+202E RIGHT-TO-LEFT OVERRIDE");
    ideas.tell(
        "idea.proposed", subject.ideaId(), Samples.with(Samples.idea(subject, 1), null, flag));
    ReviewView review = awaitReview(subject.key() + "-clearance");

    assertThat(review.state()).isEqualTo(ReviewState.OPEN);
    assertThat(review.dossier().requireIdea().flags()).containsExactly(flag);
    assertThat(review.requirements())
        .anyMatch(r -> r.detail().contains("U+202E") && r.detail().contains("no rule may clear"));
    assertThat(told("clearance.granted", subject.ideaId())).isEmpty();

    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);

    assertThat(data(told("clearance.granted", subject.ideaId()))).containsEntry("rule", "votes");
  }

  @Test
  void aCanaryIsClearedLikeAnyOtherIdeaAndItsDossierDoesNotTell() {
    Subject subject = newSubject();
    tellProgram(subject, "standard");
    ideas.tell(
        "idea.proposed",
        subject.ideaId(),
        Samples.with(Samples.idea(subject, 0), CanaryKind.IMPOSSIBLE));

    awaitTold("clearance.granted", subject.ideaId());

    assertThat(getReview(subject.key() + "-clearance").asString())
        .doesNotContain("IMPOSSIBLE")
        .doesNotContainIgnoringCase("canary");
  }

  @Test
  void theIsolatedPolicyClearsForHardenedIsolationOnly() {
    Subject subject = newSubject();
    tellProgram(subject, "isolated");
    ideas.tell("idea.proposed", subject.ideaId(), Samples.idea(subject, 4));

    assertThat(data(awaitTold("clearance.granted", subject.ideaId())))
        .containsEntry("policy", "isolated@1")
        .containsEntry("minimumIsolation", "HARDENED");
  }

  @Test
  void whatAnAgentWroteWaitsForASandboxOrAPerson() {
    offer(Isolation.PROCESS);
    Subject first = proposedByAgent();
    ReviewView review = awaitReview(first.key() + "-clearance");
    assertThat(review.state()).isEqualTo(ReviewState.OPEN);
    assertThat(review.requirements())
        .anyMatch(r -> r.name().equals("isolation") && r.detail().contains("bubblewrap"));

    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);

    assertThat(data(told("clearance.granted", first.ideaId())))
        .containsEntry("rule", "votes")
        .containsEntry("minimumIsolation", "PROCESS");
    Subject second = proposedByAgent();
    ReviewView waiting = awaitReview(second.key() + "-clearance");
    assertThat(waiting.state()).isEqualTo(ReviewState.OPEN);

    offer(Isolation.HARDENED);

    assertThat(data(awaitTold("clearance.granted", second.ideaId())))
        .containsEntry("rule", "small-change")
        .containsEntry("minimumIsolation", "BUBBLEWRAP");
    assertThat(awaitReview(waiting.key()).state()).isEqualTo(ReviewState.DECIDED);
    Subject third = proposedByAgent();
    assertThat(data(awaitTold("clearance.granted", third.ideaId())))
        .containsEntry("minimumIsolation", "BUBBLEWRAP");
    assertThat(told("review.opened", awaitReview(third.key() + "-clearance").id())).isEmpty();
  }

  private Subject proposedByAgent() {
    Subject subject = newSubject();
    tellProgram(subject, "standard");
    ideas.tell("idea.proposed", subject.ideaId(), Samples.byAgent(Samples.idea(subject, 1)));
    return subject;
  }

  /** The two feeds are followed side by side: what comes by the other one must not be earlier. */
  private void offer(Isolation strongest) {
    long before = offers();
    experiments.tell(
        IsolationOffered.TYPE, "worker", new IsolationOffered("worker", strongest, Samples.NOON));
    await(() -> offers() > before ? true : null);
  }

  private static long offers() {
    return entries().stream().filter(e -> e.kind().equals(IsolationOffered.TYPE)).count();
  }

  @Test
  void aVetoedIdeaNeverRuns() {
    Subject subject = newSubject();
    propose(subject, 401);
    ReviewView review = awaitReview(subject.key() + "-clearance");

    vote(REVIEWER, review, "VETO");

    assertThat(data(told("decision.made", review.id()))).containsEntry("outcome", "REJECT");
    assertThat(told("clearance.granted", subject.ideaId())).isEmpty();
  }

  @Test
  void anUnknownPolicyFailsClosed() {
    Subject subject = newSubject();
    tellProgram(subject, "lenient");
    ideas.tell("idea.proposed", subject.ideaId(), Samples.idea(subject, 1));
    ReviewView review = awaitReview(subject.key() + "-clearance");

    assertThat(review.requirements())
        .extracting(Requirement::state)
        .containsExactly(RequirementState.ERROR);
    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);
    assertThat(vote(OTHER_REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);

    assertThat(awaitReview(review.key()).state()).isEqualTo(ReviewState.OPEN);
    assertThat(told("clearance.granted", subject.ideaId())).isEmpty();
    assertThat(told("decision.made", review.id())).isEmpty();
  }

  @Test
  void closingTheIdeaSupersedesItsClearance() {
    Subject subject = newSubject();
    propose(subject, 401);
    ideas.tell(
        "idea.closed", subject.ideaId(), Samples.closed(subject, IdeaClosed.Outcome.REJECTED));

    ReviewView review = awaitReview(subject.key() + "-clearance", ReviewState.SUPERSEDED);

    assertThat(review.stateReason()).startsWith("REJECTED");
  }

  @Test
  void theDecisionOfARuleIsListedLikeThatOfPeople() {
    Subject subject = newSubject();
    propose(subject, 3);
    awaitTold("clearance.granted", subject.ideaId());

    List<String> outcomes =
        as(REVIEWER)
            .get("/api/v1/decisions?program=" + subject.program())
            .jsonPath()
            .getList("items.outcome");

    assertThat(outcomes).containsExactly(DecisionMade.Outcome.CLEAR.name());
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private static Map<String, Object> data(List<Map<String, Object>> events) {
    assertThat(events).hasSize(1);
    return (Map<String, Object>) Objects.requireNonNull(events.getFirst().get("data"));
  }
}
