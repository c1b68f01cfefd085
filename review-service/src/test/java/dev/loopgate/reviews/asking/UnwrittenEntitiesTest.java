package dev.loopgate.reviews.asking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.Peers;
import dev.loopgate.reviews.delegation.DelegationStore;
import dev.loopgate.reviews.review.DossierVersion;
import dev.loopgate.reviews.review.Question;
import dev.loopgate.reviews.review.Review;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Peers.class)
@NullUnmarked
class UnwrittenEntitiesTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  @Inject DelegationStore delegations;
  @Inject Dossiers dossiers;

  @Test
  void aStoreReadsWhatAnEntityOfItsTransactionHasJustChanged() {
    QuarkusTransaction.begin();
    try {
      String key = open(UUID.randomUUID());
      assertThat(delegations.authorsOf(key)).contains(Set.of("ada@example.org"));
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private String open(UUID id) {
    Question question =
        new Question(
            ReviewKind.RESUME,
            UUID.randomUUID(),
            "unwritten-" + id,
            null,
            Question.ALL_PROGRAMS,
            0,
            null,
            0,
            "standard@1",
            "Go on",
            "It is safe",
            List.of("ada@example.org"),
            Map.of(),
            NOW);
    DossierVersion dossier =
        new DossierVersion(UUID.randomUUID(), id, 1, dossiers.compose(question), false, NOW);
    Review review = new Review(id, question, NOW);
    review.show(dossier);
    review.persist();
    dossier.persist();
    return question.key();
  }
}
