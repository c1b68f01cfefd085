package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.IdeaClosed.Outcome;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.workspace.Change;
import dev.loopgate.ideas.workspace.ChangeRules;
import dev.loopgate.ideas.workspace.Patches;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Repeats an idea on a newer generation as a new idea, which is tested again. */
@ApplicationScoped
class Rebase {
  private final IdeaRepository ideas;
  private final DraftIdea draft;
  private final Intake intake;
  private final CloseIdea close;
  private final Repositories repositories;

  @Inject
  Rebase(
      IdeaRepository ideas,
      DraftIdea draft,
      Intake intake,
      CloseIdea close,
      Repositories repositories) {
    this.ideas = ideas;
    this.draft = draft;
    this.intake = intake;
    this.close = close;
    this.repositories = repositories;
  }

  /**
   * How an idea is superseded.
   *
   * @param repeated what repeats it, with what is due after that; empty when nothing does
   */
  record Result(Idea idea, List<Idea> repeated, String reason) {}

  /** Writes the repetition to git, or says why there is none. Records nothing. */
  Result onto(Drafts drafts, Idea idea) {
    String superseded =
        idea.generationId.equals(drafts.generation().id())
            ? "Its baseline was not what it was"
            : "Generation %d superseded it".formatted(drafts.generation().number());
    if (idea.canary == CanaryKind.NO_CHANGE) {
      return new Result(idea, List.of(), superseded + ".");
    }
    try {
      return onto(drafts, idea, change(drafts, idea), superseded);
    } catch (ProblemException e) {
      String reason = superseded + ", and it cannot be rebased: " + e.getMessage();
      return new Result(idea, List.of(), reason);
    }
  }

  private Result onto(Drafts drafts, Idea idea, Change change, String superseded) {
    Optional<Idea> same = same(idea, change.normalisedDigest());
    if (same.isPresent()) {
      String reason = superseded + "; on that it would equal %s.".formatted(same.get().key);
      return new Result(idea, List.of(), reason);
    }
    List<Idea> repeated = draft.of(drafts, proposal(idea), change);
    String key = repeated.getFirst().key;
    return new Result(idea, repeated, superseded + "; %s repeats it there.".formatted(key));
  }

  private Change change(Drafts drafts, Idea idea) {
    Program program = drafts.program();
    ChangeRules rules = ChangeRules.of(program.spec().paths());
    try (ProgramRepository repository = repositories.open(program.name())) {
      return new Patches(repository, drafts.generation().commit(), rules)
          .ofPatch(ideas.patch(idea.id));
    }
  }

  /**
   * Ends the idea and records what repeats it; false when it has ended meanwhile, or has got an
   * equal. The caller holds the lock of the program.
   */
  boolean record(Result result) {
    Idea idea = result.idea();
    if (!ideas.findById(idea.id).isOpen()) {
      return false;
    }
    if (result.repeated().isEmpty()) {
      close.as(Outcome.SUPERSEDED, idea, result.reason(), null);
      return true;
    }
    if (same(idea, result.repeated().getFirst().normalisedDigest).isPresent()) {
      return false;
    }
    UUID rebasedAs = intake.record(result.repeated()).id;
    close.as(Outcome.SUPERSEDED, idea, result.reason(), rebasedAs);
    return true;
  }

  private Optional<Idea> same(Idea idea, String normalisedDigest) {
    return ideas
        .findSame(idea.programId, normalisedDigest)
        .filter(other -> ideas.line(idea).stream().noneMatch(own -> own.id.equals(other.id)));
  }

  private static Proposal proposal(Idea idea) {
    Provenance from = idea.provenance;
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
            List.of(idea.key));
    return new Proposal(idea.title, idea.hypothesis, provenance, idea.id, idea.generator);
  }
}
