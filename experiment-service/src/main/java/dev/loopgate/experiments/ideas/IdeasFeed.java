package dev.loopgate.experiments.ideas;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.chassis.feed.FeedHandler;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.ProgramApplied;
import dev.loopgate.experiments.experiment.Experiments;
import dev.loopgate.experiments.program.ProgramStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** What experiments do about programs, generations and ideas. */
@ApplicationScoped
public class IdeasFeed implements FeedHandler {
  private static final Logger LOG = Logger.getLogger(IdeasFeed.class);

  private final ProgramStore programs;
  private final Experiments experiments;

  @Inject
  IdeasFeed(ProgramStore programs, Experiments experiments) {
    this.programs = programs;
    this.experiments = experiments;
  }

  @Override
  public String feed() {
    return "ideas";
  }

  @Override
  public void apply(CloudEvent event) throws JsonProcessingException {
    switch (event.type()) {
      case ProgramApplied.TYPE -> programs.save(event.read(ProgramApplied.class));
      case GenerationAdvanced.TYPE -> advanced(event.read(GenerationAdvanced.class));
      case IdeaProposed.TYPE -> proposed(event.read(IdeaProposed.class));
      case IdeaClosed.TYPE -> closed(event.read(IdeaClosed.class));
      default -> LOG.debugf("%s is not for experiments", event.type());
    }
  }

  private void advanced(GenerationAdvanced generation) {
    programs.save(generation);
    experiments.generationAdvanced(generation);
  }

  private void proposed(IdeaProposed idea) {
    programs.save(idea);
    experiments.openIfCleared(idea.ideaId());
  }

  private void closed(IdeaClosed idea) {
    programs.close(idea);
    experiments.ideaClosed(idea);
  }
}
