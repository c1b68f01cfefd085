package dev.loopgate.ideas.reviews;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.chassis.feed.FeedHandler;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.ideas.decision.CarryOutRollback;
import dev.loopgate.ideas.decision.CarryOutRuleChange;
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
  private final CarryOutRuleChange ruleChange;
  private final CarryOutRollback rollback;

  @Inject
  ReviewFeedHandler(Lineage lineage, CarryOutRuleChange ruleChange, CarryOutRollback rollback) {
    this.lineage = lineage;
    this.ruleChange = ruleChange;
    this.rollback = rollback;
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
        decision.kind() == null ? null : subject(decision),
        decision.dossierDigest(),
        decision.reason(),
        decision.decidedAt());
  }

  private static @Nullable UUID subject(DecisionMade decision) {
    return decision.kind().isAboutIdea() ? decision.ideaId() : decision.subjectId();
  }

  /** Only what a review of the kind can decide has an effect. */
  private void apply(DecisionMade decision) {
    UUID subject = requireNonNull(subject(decision));
    Outcome outcome = decision.outcome();
    ReviewKind kind = decision.kind();
    switch (kind) {
      case CLEARANCE, ADOPTION -> {
        if (outcome == Outcome.REJECT) {
          lineage.reject(subject, decision);
        } else if (outcome == Outcome.ADOPT && kind == ReviewKind.ADOPTION) {
          lineage.adopt(subject, decision);
        }
      }
      case RULE_CHANGE -> {
        if (outcome == Outcome.REJECT) {
          ruleChange.reject(subject, decision);
        } else if (outcome == Outcome.CHANGE_RULES) {
          ruleChange.apply(subject, decision);
        }
      }
      case ROLLBACK -> {
        if (outcome == Outcome.REJECT) {
          rollback.reject(subject, decision);
        } else if (outcome == Outcome.ROLL_BACK) {
          rollback.apply(subject, decision);
        }
      }
      case RESUME -> {}
    }
  }
}
