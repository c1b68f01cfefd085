package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.docket.VoteView;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ways around a review that use an approval for something that was never approved. */
@QuarkusTest
class BypassByStalenessTest extends BypassTest {
  @Test
  void newEvidenceOutdatesTheApprovalsOfAllRolesAndSaysSo() {
    Subject subject = newSubject();
    ReviewView before = openAdoption(subject, twoPeople("stale-approval"));
    vote(SAFETY, before, "APPROVE");

    ReviewView after = withNewEvidence(subject, before);

    assertThat(seenBy(SAFETY, after).votes()).extracting(VoteView::outdated).containsExactly(true);
    vote(OTHER_REVIEWER, after, "APPROVE");
    assertThat(states(after)).contains("safety UNSATISFIED");
    assertUndecided(after);
    vote(SAFETY, after, "APPROVE");
    assertDecided(after);
  }

  @Test
  void aVetoOutlastsNewEvidence() {
    Subject subject = newSubject();
    ReviewView before = openAdoption(subject, twoPeople("sticky-veto"));
    vote(TestTokens.human("third@local", Role.REVIEWER), before, "VETO");

    ReviewView after = withNewEvidence(subject, before);
    vote(SAFETY, after, "APPROVE");
    vote(OTHER_REVIEWER, after, "APPROVE");

    assertThat(states(after)).contains("no-veto UNSATISFIED");
    assertUndecided(after);
  }

  @Test
  void theApprovalOfAnIdeaIsNoneOfItsRebasedRepetitionThoughTheFilesAreTheSame() {
    Subject first = newSubject();
    ReviewView before = openAdoption(first, twoPeople("rebased"));
    vote(SAFETY, before, "APPROVE");
    ideas.tell("idea.closed", first.ideaId(), Samples.closed(first, IdeaClosed.Outcome.SUPERSEDED));
    Subject second =
        new Subject(
            first.programId(),
            first.program(),
            UUID.randomUUID(),
            first.program() + "-2",
            UUID.randomUUID());
    ideas.tell("idea.proposed", second.ideaId(), Samples.idea(second, 4, first.ideaId()));
    register(second);
    conclude(second, Verdict.Outcome.IMPROVED);
    ReviewView after = awaitReview(second.key() + "-adoption");

    vote(OTHER_REVIEWER, after, "APPROVE");

    assertThat(awaitReview(before.key(), ReviewState.SUPERSEDED).decision()).isNull();
    assertUndecided(after);
  }

  @Test
  void aVoteIsForTheReviewWhoseDossierItNames() {
    ReviewView one = openAdoption();
    ReviewView other = openAdoption();

    assertProblem(vote(REVIEWER, one.key(), other.dossierDigest(), "APPROVE"), 412, "stale");

    assertUndecided(one);
    assertUndecided(other);
  }

  @Test
  void aRepeatedRequestIsNoVoteElsewhere() {
    ReviewView one = openAdoption();
    ReviewView other = openAdoption();
    assertThat(voteWithKey(one, "key-of-one").statusCode()).isEqualTo(200);

    assertProblem(voteWithKey(other, "key-of-one"), 422, "idempotency-conflict");

    assertUndecided(other);
  }

  @Test
  void anApprovalThatWasTakenBackOrChangedIsNone() {
    ReviewView review = openAdoption(twoPeople("taken-back"));
    vote(SAFETY, review, "APPROVE");
    vote(SAFETY, review, "WITHDRAW");
    vote(REVIEWER, review, "APPROVE");
    vote(REVIEWER, review, "ABSTAIN");
    vote(OTHER_REVIEWER, review, "APPROVE");

    assertThat(states(review)).contains("safety UNSATISFIED");
    assertUndecided(review);
  }

  @Test
  void anApprovalEndsWithItsTime() {
    ReviewView review = openAdoption(twoPeople("approval-expires"));
    vote(SAFETY, review, "APPROVE");
    clock.forward(Duration.ofDays(7));

    vote(OTHER_REVIEWER, review, "APPROVE");

    assertUndecided(review);
  }

  @Test
  void waitingNeverApproves() {
    ReviewView review = openAdoption(twoPeople("waiting"));
    vote(SAFETY, review, "APPROVE");
    clock.forward(Duration.ofDays(31));

    ReviewView rejected = awaitReview(review.key(), ReviewState.DECIDED);

    assertThat(rejected.stateReason()).startsWith("REJECT");
  }

  @Test
  void whatIsDecidedStaysDecided() {
    ReviewView review = openAdoption();
    vote(REVIEWER, review, "VETO");
    ReviewView rejected = read(review);

    for (String value : List.of("WITHDRAW", "APPROVE")) {
      assertProblem(vote(REVIEWER, rejected, value), 409, "review-closed");
    }
    assertProblem(
        waive(TestTokens.human("b1@local", Role.BREAK_GLASS), rejected, "break-glass"),
        409,
        "review-closed");

    assertThat(read(review)).isEqualTo(rejected);
  }

  @Test
  void whoCannotSeeTheVotesOfOthersCannotFollowThem() {
    ReviewView review = openAdoption(twoPeople("blind"));
    vote(SAFETY, review, "APPROVE");

    ReviewView seen = seenBy(OTHER_REVIEWER, review);

    assertThat(seen.blind()).isTrue();
    assertThat(seen.votes()).isEmpty();
    assertThat(told("vote.cast", review.id())).as("nor in the feed or the log").isEmpty();
  }

  private ReviewView withNewEvidence(Subject subject, ReviewView before) {
    experiments.tell("run.flagged", subject.experimentId(), Samples.flagged(subject));
    return await(() -> {
      ReviewView now = read(before);
      return now.dossierVersion() > before.dossierVersion() ? now : null;
    });
  }

  private static Response voteWithKey(ReviewView review, String key) {
    return as(REVIEWER)
        .header("If-Match", "\"" + review.dossierDigest() + "\"")
        .header("Idempotency-Key", key)
        .body(Map.of("value", "APPROVE", "reason", "fine"))
        .post("/api/v1/reviews/" + review.key() + "/votes");
  }
}
