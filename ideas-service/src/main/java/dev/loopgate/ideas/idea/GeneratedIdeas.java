package dev.loopgate.ideas.idea;

import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.workspace.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what the built-in generator makes of whole files, by who has the turn of the program.
 */
@ApplicationScoped
public class GeneratedIdeas {
  private final GenerationStore generations;
  private final IdeaRepository repository;
  private final Screen screen;
  private final DraftIdea draft;
  private final Intake intake;

  @Inject
  GeneratedIdeas(
      GenerationStore generations,
      IdeaRepository repository,
      Screen screen,
      DraftIdea draft,
      Intake intake) {
    this.generations = generations;
    this.repository = repository;
    this.screen = screen;
    this.draft = draft;
    this.intake = intake;
  }

  /** An idea that is in git, to be recorded in a transaction that holds the lock of the program. */
  @FunctionalInterface
  public interface Written {
    void record();
  }

  /** The newest ideas of a program that change something, oldest of them first. */
  public List<Idea> newest(UUID programId, int limit) {
    return repository.newest(programId, limit);
  }

  /** Writes an idea to git and publishes it, unless the program had it before. */
  public Optional<Written> writeIfNew(
      Program program, Proposal proposal, Map<String, @Nullable String> files) {
    Generation generation = generations.find(program.currentGenerationId()).orElseThrow();
    Change change = screen.change(program, generation, null, files);
    if (repository.findSame(program.id(), change.normalisedDigest()).isPresent()) {
      return Optional.empty();
    }
    List<Idea> drafts = draft.published(program, generation, proposal, change);
    return Optional.of(() -> intake.record(drafts));
  }
}
