package dev.loopgate.ideas.reviews;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.chassis.feed.FeedHandler;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.ideas.idea.Lineage;
import dev.loopgate.ideas.peers.ReadEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries out what people decided in review-service. */
@ApplicationScoped
class ReviewFeedHandler implements FeedHandler {
  private final Lineage lineage;

  @Inject
  ReviewFeedHandler(Lineage lineage) {
    this.lineage = lineage;
  }

  @Override
  public String feed() {
    return "reviews";
  }

  @Override
  public void apply(CloudEvent event) throws JsonProcessingException {
    if (event.type().equals(DecisionMade.TYPE)) {
      apply(ReadEvent.complete(event, DecisionMade.class, ReviewFeedHandler::needed));
    }
  }

  private static Stream<@Nullable Object> needed(DecisionMade decision) {
    return Stream.of(
        decision.decisionId(),
        decision.kind(),
        decision.outcome(),
        decision.kind() != null && decision.kind().isAboutIdea() ? decision.ideaId() : "no idea",
        decision.dossierDigest(),
        decision.reason(),
        decision.decidedAt());
  }

  private void apply(DecisionMade decision) {
    UUID idea = decision.ideaId();
    if (idea == null) {
      return;
    }
    switch (decision.outcome()) {
      case ADOPT -> {
        if (decision.kind() == ReviewKind.ADOPTION) {
          lineage.adopt(idea, decision);
        }
      }
      case REJECT -> lineage.reject(idea, decision);
      case CLEAR, ROLL_BACK, CHANGE_RULES, RESUME -> {}
    }
  }
}
