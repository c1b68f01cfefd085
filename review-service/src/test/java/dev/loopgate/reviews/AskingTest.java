package dev.loopgate.reviews;

import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.asking.Reviews;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.review.Question;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** What the tests share that ask people under terms of their choice and put the clock forward. */
abstract class AskingTest extends DeskTest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  @Inject
  @SuppressWarnings("NullAway.Init")
  Reviews reviews;

  @Inject
  @SuppressWarnings("NullAway.Init")
  MovableClock clock;

  @AfterEach
  void backToNow() {
    clock.reset();
  }

  /** A question that has terms with a veto that blocks. */
  ReviewView ask(String policy) {
    String key = "waiver-" + COUNT.incrementAndGet() + "-resume";
    Question question =
        new Question(
            ReviewKind.RESUME,
            UUID.randomUUID(),
            key,
            null,
            Question.ALL_PROGRAMS,
            0,
            null,
            0,
            policy,
            "Go on",
            "it is fixed",
            List.of("asker@local"),
            Map.of(),
            clock.instant());
    QuarkusTransaction.requiringNew().run(() -> reviews.ask(question));
    return awaitReview(key);
  }

  static ReviewView seenBy(String token, ReviewView review) {
    return as(token).get("/api/v1/reviews/" + review.key()).as(ReviewView.class);
  }

  static List<String> states(ReviewView review) {
    return review.requirements().stream().map(r -> r.name() + " " + r.state()).toList();
  }
}
