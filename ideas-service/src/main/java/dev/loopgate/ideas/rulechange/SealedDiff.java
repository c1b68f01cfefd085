package dev.loopgate.ideas.rulechange;

import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Shows reviewers what a rule change does to the sealed files; nobody can approve it unread. */
@ApplicationScoped
class SealedDiff {
  private final GenerationStore generations;
  private final Repositories repositories;

  @Inject
  SealedDiff(GenerationStore generations, Repositories repositories) {
    this.generations = generations;
    this.repositories = repositories;
  }

  /** A unified diff; empty when the files stay as they are. */
  String of(RuleChange change) {
    if (change.commit() == null) {
      return "";
    }
    String before = generations.find(change.generationId()).orElseThrow().commit();
    try (ProgramRepository repository = repositories.open(change.program())) {
      return repository.diff(before, change.commit());
    }
  }
}
