package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.RunFlagged;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.ideas.intent.IntentKind;
import dev.loopgate.ideas.intent.Intents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Has an idea tested again, as a new one, when its test said nothing because of its baseline. */
@ApplicationScoped
class RepeatAfterDrift {
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
        && concluded.tripwires().stream()
            .anyMatch(seen -> seen.kind().equals(RunFlagged.BASELINE_DRIFT))
        && repetitions(idea) < MOST;
  }

  private long repetitions(Idea idea) {
    return ideas.line(idea).stream().skip(1).takeWhile(Idea::hasDrifted).count();
  }

  void ask(Idea idea) {
    idea.drift();
    intents.add(idea.programId, IntentKind.REBASE, Map.of());
  }
}
