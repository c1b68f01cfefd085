package dev.loopgate.ideas.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.chassis.feed.FeedHandler;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.ideas.idea.Consequences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Takes verdicts over from experiment-service. */
@ApplicationScoped
class ExperimentFeedHandler implements FeedHandler {
  private final Consequences consequences;

  @Inject
  ExperimentFeedHandler(Consequences consequences) {
    this.consequences = consequences;
  }

  @Override
  public String feed() {
    return "experiments";
  }

  @Override
  public void apply(CloudEvent event) throws JsonProcessingException {
    if (event.type().equals(ExperimentConcluded.TYPE)) {
      consequences.conclude(event.read(ExperimentConcluded.class));
    }
  }
}
