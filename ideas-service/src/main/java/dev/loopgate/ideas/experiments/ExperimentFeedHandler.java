package dev.loopgate.ideas.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.chassis.feed.FeedHandler;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.ideas.idea.Lineage;
import dev.loopgate.ideas.peers.ReadEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes verdicts over from experiment-service. */
@ApplicationScoped
class ExperimentFeedHandler implements FeedHandler {
  private final Lineage lineage;

  @Inject
  ExperimentFeedHandler(Lineage lineage) {
    this.lineage = lineage;
  }

  @Override
  public String feed() {
    return "experiments";
  }

  @Override
  public void apply(CloudEvent event) throws JsonProcessingException {
    if (event.type().equals(ExperimentConcluded.TYPE)) {
      lineage.conclude(
          ReadEvent.complete(event, ExperimentConcluded.class, ExperimentFeedHandler::needed));
    }
  }

  private static Stream<@Nullable Object> needed(ExperimentConcluded concluded) {
    Verdict verdict = concluded.verdict();
    return Stream.of(
        concluded.ideaId(),
        concluded.experimentId(),
        verdict,
        verdict == null ? null : verdict.outcome());
  }
}
