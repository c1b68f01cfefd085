package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BehaviourTest extends AskingTest {
  @Test
  void whoHasNotVotedDoesNotSeeWhatOthersSaidWhereFirstVotesAreBlind() {
    ReviewView review = ask("high-assurance@1");
    vote(SAFETY, review, "APPROVE");

    ReviewView blind = seenBy(OTHER_REVIEWER, review);
    assertThat(blind.blind()).isTrue();
    assertThat(blind.votes()).isEmpty();
    assertThat(states(blind)).contains("safety UNSATISFIED");
    assertThat(seenBy(SAFETY, review).votes()).hasSize(1);
    assertThat(told("vote.cast", review.id())).isEmpty();

    vote(OTHER_REVIEWER, review, "ABSTAIN");

    assertThat(seenBy(OTHER_REVIEWER, review).votes()).hasSize(2);
    vote(REVIEWER, review, "APPROVE");
    assertThat(awaitTold("vote.cast", review.id())).hasSize(3);
  }

  @Test
  void whatWasOpenedBeforeAVoteStandsInTheVote() {
    ReviewView review = openAdoption();
    for (String what : List.of("EVIDENCE", "PATCH", "EVIDENCE")) {
      as(OTHER_REVIEWER)
          .body(Map.of("what", what))
          .post("/api/v1/reviews/" + review.key() + "/openings");
    }
    clock.forward(Duration.ofMinutes(4));

    vote(OTHER_REVIEWER, review, "ABSTAIN");

    var behaviour = Objects.requireNonNull(read(review).votes().getFirst().behaviour());
    assertThat(behaviour.opened()).containsExactly("evidence", "patch");
    assertThat(behaviour.dwellSeconds()).isBetween(240L, 270L);
    assertThat(behaviour.votesToday()).isPositive();
    assertThat(as(SAFETY).get("/api/v1/reviewers?limit=200").jsonPath().getList("items.person"))
        .contains("second@local");
  }

  @Test
  void aPersonWhoAnswersMoreThanIsSoundIsMarked() {
    String hasty = TestTokens.human("hasty@local", Role.REVIEWER);
    ReviewView review = ask("high-assurance@1");
    for (int i = 0; i < 11; i++) {
      vote(hasty, review, "ABSTAIN");
    }

    assertThat(seenBy(hasty, review).votes())
        .extracting(v -> Objects.requireNonNull(v.behaviour()).overDailyLoad())
        .endsWith(false, true);
    assertThat(
            as(SAFETY)
                .get("/api/v1/reviewers?limit=200")
                .jsonPath()
                .getBoolean("items.find { it.person == 'hasty@local' }.overDailyLoad"))
        .isTrue();
  }
}
