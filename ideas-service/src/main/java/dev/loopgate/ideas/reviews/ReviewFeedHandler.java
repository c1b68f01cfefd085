package dev.loopgate.ideas.reviews;

import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.chassis.feed.FeedHandler;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.ideas.idea.Lineage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

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
  public void apply(CloudEvent event) {
    if (event.type().equals(DecisionMade.TYPE)) {
      apply(Json.mapper().convertValue(event.data(), DecisionMade.class));
    }
  }

  private void apply(DecisionMade decision) {
    switch (decision.outcome()) {
      case ADOPT -> {
        if (decision.kind() == ReviewKind.ADOPTION) {
          lineage.adopt(decision);
        }
      }
      case REJECT -> lineage.reject(decision);
      case CLEAR -> {}
    }
  }
}
