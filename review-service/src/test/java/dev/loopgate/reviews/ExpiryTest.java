package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.reviews.decision.DecisionView;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExpiryTest extends AskingTest {
  private static final String OPERATOR = TestTokens.human("operator@local", Role.OPERATOR);

  @Test
  void whatNobodyDecidesInTimeIsRejected() {
    ReviewView review = openAdoption();

    clock.forward(Duration.ofDays(30));

    ReviewView decided = awaitReview(review.key(), ReviewState.DECIDED);
    DecisionView decision = Objects.requireNonNull(decided.decision());
    assertThat(decision.outcome()).isEqualTo(Outcome.REJECT);
    assertThat(decision.rule()).isEqualTo("expired");
    assertThat(awaitTold("decision.made", review.id())).hasSize(1);
    assertProblem(vote(REVIEWER, decided, "APPROVE"), 409, "review-closed");
  }

  @Test
  void anApprovalEndsAfterItsTime() {
    ReviewView review = ask("high-assurance@1");
    vote(SAFETY, review, "APPROVE");
    clock.forward(Duration.ofDays(7));

    vote(OTHER_REVIEWER, review, "APPROVE");

    assertThat(read(review).state()).isEqualTo(ReviewState.OPEN);
    vote(SAFETY, review, "APPROVE");
    assertThat(read(review).state()).isEqualTo(ReviewState.DECIDED);
  }

  @Test
  void aReviewOfAStoppedProgramWaitsAndIsRejectedAfterTheResumption() {
    ReviewView stopped = openAdoption();
    ReviewView younger = openAdoption();
    String stop = freeze(stopped.program());
    try (Complaints complaints = new Complaints()) {
      clock.forward(Duration.ofDays(30));

      awaitReview(younger.key(), ReviewState.DECIDED);

      assertThat(read(stopped).state()).isEqualTo(ReviewState.OPEN);
      assertThat(complaints.messages).as("a stop is no fault").isEmpty();
    }
    resume(stop);
    ReviewView rejected = awaitReview(stopped.key(), ReviewState.DECIDED);
    assertThat(Objects.requireNonNull(rejected.decision()).rule()).isEqualTo("expired");
    assertThat(awaitTold("decision.made", stopped.id())).hasSize(1);
  }

  private static String freeze(String program) {
    return as(OPERATOR)
        .body(Map.of("level", "FREEZE", "scope", program, "reason", "look"))
        .post("/api/v1/stops")
        .jsonPath()
        .getString("key");
  }

  private static void resume(String stop) {
    as(OPERATOR)
        .body(Map.of("reason", "looked into it"))
        .post("/api/v1/stops/" + stop + "/resumption");
    vote(OTHER_REVIEWER, awaitReview(stop + "-resume"), "APPROVE");
  }

  /** The errors that the review desk writes to its log meanwhile. */
  private static final class Complaints extends Handler implements AutoCloseable {
    private static final Logger DESK = Logger.getLogger("dev.loopgate.reviews.review");
    final List<String> messages = new CopyOnWriteArrayList<>();

    Complaints() {
      DESK.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
        messages.add(line.getMessage());
      }
    }

    @Override
    public void flush() {
      // Nothing is kept back.
    }

    @Override
    public void close() {
      DESK.removeHandler(this);
    }
  }
}
