package dev.loopgate.ideas.reviews;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.loopgate.chassis.access.Revocations;
import dev.loopgate.chassis.access.Silences;
import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.chassis.feed.FeedHandler;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.SilenceChanged;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.ideas.decision.Decisions;
import dev.loopgate.ideas.idea.CloseTogether;
import dev.loopgate.ideas.intent.Intents;
import dev.loopgate.ideas.stop.Stops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Carries out what people decided in review-service. */
@ApplicationScoped
class ReviewFeedHandler implements FeedHandler {
  private static final Logger LOG = Logger.getLogger(ReviewFeedHandler.class);

  private final Decisions decisions;
  private final CloseTogether closeTogether;
  private final Intents intents;
  private final Stops stops;
  private final Revocations revocations;
  private final Silences silences;

  @Inject
  ReviewFeedHandler(
      Decisions decisions,
      CloseTogether closeTogether,
      Intents intents,
      Stops stops,
      Revocations revocations,
      Silences silences) {
    this.decisions = decisions;
    this.closeTogether = closeTogether;
    this.intents = intents;
    this.stops = stops;
    this.revocations = revocations;
    this.silences = silences;
  }

  @Override
  public String feed() {
    return "reviews";
  }

  @Override
  public void apply(CloudEvent event) throws JsonProcessingException {
    switch (event.type()) {
      case DecisionMade.TYPE -> decisions.made(decision(event));
      case SilenceChanged.TYPE -> silences.apply(event.read(SilenceChanged.class));
      case StopChanged.TYPE -> stopChanged(event.read(StopChanged.class));
      default -> LOG.debugf("%s is not for ideas", event.type());
    }
  }

  private static DecisionMade decision(CloudEvent event) throws JsonProcessingException {
    DecisionMade decision = event.read(DecisionMade.class);
    if (subject(decision) == null) {
      throw new JsonMappingException(null, "it does not say what was decided on");
    }
    return decision;
  }

  private static @Nullable UUID subject(DecisionMade decision) {
    return decision.kind().isAboutIdea() ? decision.ideaId() : decision.subjectId();
  }

  @Override
  public void applyStop(CloudEvent event) throws JsonProcessingException {
    StopChanged stop = event.read(StopChanged.class);
    switch (stop.state()) {
      case FREEZING -> stops.start(stop);
      case KILLING -> kill(stop);
      case FROZEN, KILLED, RESUMED -> LOG.debugf("%s takes its turn in the feed", stop.key());
    }
  }

  private void kill(StopChanged stop) {
    stops.start(stop);
    revocations.revoke(stop.stopId(), stop.programId(), stop.stoppedAt());
  }

  /** In the order of the feed a kill finds what was decided before it, and discards the rest. */
  private void stopChanged(StopChanged stop) {
    switch (stop.state()) {
      case FREEZING -> stops.start(stop);
      case KILLING -> {
        kill(stop);
        closeTogether.discard(stop);
      }
      case FROZEN, KILLED -> LOG.debugf("%s is proven", stop.key());
      case RESUMED -> {
        stops.end(stop);
        intents.wake();
      }
    }
  }
}
