package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.ideas.intent.IntentKind;
import dev.loopgate.ideas.intent.Intents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** Has an idea tested again, as a new one, when its test said nothing because of its baseline. */
@ApplicationScoped
class RepeatAfterDrift {
  private static final String BASELINE_DRIFT = "BASELINE_DRIFT";
  private static final int MOST = 3;

  private final IdeaRepository ideas;
  private final Intents intents;

  @Inject
  RepeatAfterDrift(IdeaRepository ideas, Intents intents) {
    this.ideas = ideas;
    this.intents = intents;
  }

  boolean isDue(Idea idea, ExperimentConcluded concluded) {
    return concluded.verdict().outcome() == Verdict.Outcome.INVALID
        && concluded.tripwires().stream().anyMatch(seen -> seen.kind().equals(BASELINE_DRIFT))
        && repetitions(idea) < MOST;
  }

  private int repetitions(Idea idea) {
    int repetitions = 0;
    Optional<Idea> at = Optional.of(idea);
    while (repetitions < MOST && at.isPresent()) {
      at =
          Optional.ofNullable(at.get().rebasedFrom)
              .flatMap(ideas::findByIdOptional)
              .filter(Idea::hasDrifted);
      repetitions += at.isPresent() ? 1 : 0;
    }
    return repetitions;
  }

  void ask(Idea idea) {
    idea.drift();
    intents.add(idea.programId, IntentKind.REBASE, Map.of());
  }
}
