package dev.loopgate.reviews.resumption;

import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.reviews.stop.Stops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Ends a stop in the transaction in which people decided so. */
@ApplicationScoped
class Resume {
  private static final Logger LOG = Logger.getLogger(Resume.class);

  private final Stops stops;

  @Inject
  Resume(Stops stops) {
    this.stops = stops;
  }

  void decided(@Observes DecisionMade decision) {
    if (decision.outcome() != DecisionMade.Outcome.RESUME) {
      return;
    }
    if (!stops.resume(Objects.requireNonNull(decision.subjectId()))) {
      LOG.infof("Decision %s comes too late: its stop has ended.", decision.decisionId());
    }
  }
}
