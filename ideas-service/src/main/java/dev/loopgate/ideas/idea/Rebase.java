package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.workspace.Change;
import dev.loopgate.ideas.workspace.ChangeRules;
import dev.loopgate.ideas.workspace.Patches;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Repeats an idea on a newer generation as a new idea, which is tested again. */
@ApplicationScoped
class Rebase {
  private final IdeaStore store;
  private final Intake intake;
  private final Repositories repositories;

  @Inject
  Rebase(IdeaStore store, Intake intake, Repositories repositories) {
    this.store = store;
    this.intake = intake;
    this.repositories = repositories;
  }

  /** The new idea, or why there is none. */
  record Result(@Nullable UUID rebasedAs, String reason) {}

  Result onto(Program program, Generation generation, Idea idea) {
    Change change;
    try (ProgramRepository repository = repositories.open(program.name())) {
      change =
          new Patches(repository, generation.commit(), ChangeRules.of(program.spec().paths()))
              .ofPatch(store.patch(idea.id()));
    } catch (ProblemException e) {
      return new Result(
          null,
          "Generation %d superseded it, and it cannot be rebased: %s"
              .formatted(generation.number(), e.getMessage()));
    }
    Optional<Idea> same =
        store
            .findSame(program.id(), change.normalisedDigest())
            .filter(other -> !ancestors(idea).contains(other.id()));
    if (same.isPresent()) {
      return new Result(
          null,
          "Generation %d superseded it; on that it would equal %s."
              .formatted(generation.number(), same.get().key()));
    }
    Idea rebased = intake.record(program, generation, proposal(idea), change);
    return new Result(
        rebased.id(),
        "Generation %d superseded it; %s repeats it there."
            .formatted(generation.number(), rebased.key()));
  }

  private Set<UUID> ancestors(Idea idea) {
    Set<UUID> ids = new LinkedHashSet<>();
    Optional<Idea> at = Optional.of(idea);
    while (at.isPresent() && ids.add(at.get().id())) {
      at = Optional.ofNullable(at.get().rebasedFrom()).flatMap(store::find);
    }
    return ids;
  }

  private static Proposal proposal(Idea idea) {
    Provenance from = idea.provenance();
    Provenance provenance =
        new Provenance(
            from.principal(),
            from.kind(),
            from.sponsor(),
            from.model(),
            from.provider(),
            from.promptDigest(),
            from.parameters(),
            from.inputTokens(),
            from.outputTokens(),
            from.costUsd(),
            from.sources(),
            List.of(idea.key()));
    return new Proposal(idea.title(), idea.hypothesis(), provenance, idea.id());
  }
}
