package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.reviews.docket.ReviewView;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A vote that is sent again answers what it answered, whatever has happened since. */
@QuarkusTest
class RetryTest extends StoppingTest {
  @Test
  void aRetryDuringAStopAnswersWhatTheFirstRequestDid() {
    ReviewView review = openAdoption();
    Response first = vote(review, "ABSTAIN", "before-the-stop");
    assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
    stopped(SAFETY, review.program(), "a drill");

    Response again = vote(review, "ABSTAIN", "before-the-stop");

    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    assertThat(again.as(ReviewView.class)).isEqualTo(first.as(ReviewView.class));
    assertProblem(vote(review, "APPROVE", "during-the-stop"), 409, "stopped");
  }

  @Test
  void whatAStopRefusedIsDoneByARetryAfterIt() {
    ReviewView review = openAdoption();
    String stop = stopped(SAFETY, review.program(), "a drill").getString("key");
    assertProblem(vote(review, "ABSTAIN", "refused"), 409, "stopped");

    resume(stop);

    assertThat(vote(review, "ABSTAIN", "refused").statusCode()).isEqualTo(200);
  }

  @Test
  void concurrentTwinsCastOneVoteAndAnswerTheSame() throws Exception {
    ReviewView review = openAdoption();
    Callable<Response> twin = () -> vote(review, "APPROVE", "twins-" + review.key());
    List<ReviewView> answers;

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          threads.invokeAll(Collections.nCopies(6, twin)).stream()
              .map(Future::resultNow)
              .map(answer -> answer.as(ReviewView.class))
              .toList();
    }

    assertThat(answers).containsOnly(answers.getFirst());
    assertThat(read(review).votes()).hasSize(1);
    assertThat(told("decision.made", review.id())).hasSize(1);
  }

  private static Response vote(ReviewView review, String value, String key) {
    return as(REVIEWER)
        .header("If-Match", "\"" + review.dossierDigest() + "\"")
        .header("Idempotency-Key", key)
        .body(Map.of("value", value, "reason", "I read it"))
        .post("/api/v1/reviews/" + review.key() + "/votes");
  }
}
