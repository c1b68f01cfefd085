package dev.loopgate.ideas.apply;

import dev.loopgate.contracts.ideas.ProgramApplied;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.ProgramSpec.Source;
import dev.loopgate.ideas.generation.DraftGeneration;
import dev.loopgate.ideas.generation.Generations;
import dev.loopgate.ideas.program.NewVersion;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramFile;
import dev.loopgate.ideas.program.ProgramFiles;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.turn.Turn;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.ideas.workspace.Signature;
import dev.loopgate.ideas.workspace.Sources;
import dev.loopgate.wire.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Starts a program: its files come into git as generation 1 before anybody hears of it. */
@ApplicationScoped
class StartProgram {
  private final ProgramStore store;
  private final NewVersion newVersion;
  private final Generations generations;
  private final Sources sources;
  private final Repositories repositories;
  private final Event<ProgramApplied> applied;

  @Inject
  StartProgram(
      ProgramStore store,
      NewVersion newVersion,
      Generations generations,
      Sources sources,
      Repositories repositories,
      Event<ProgramApplied> applied) {
    this.store = store;
    this.newVersion = newVersion;
    this.generations = generations;
    this.sources = sources;
    this.repositories = repositories;
    this.applied = applied;
  }

  /** Refuses files that do not fit; brings nothing into git. */
  void check(ProgramFile file, @Nullable String upload) {
    Source source = file.spec().source();
    if (source.git() != null) {
      sources.checkAddress(source.git());
      return;
    }
    if (upload == null) {
      throw ProblemException.invalid(
          "workspace",
          "Program %s starts from a directory. Upload its tar.gz with PUT /api/v1/workspaces/<digest> and name the digest here."
              .formatted(file.name()));
    }
    ProgramFiles.check(file.spec(), sources.paths(upload));
  }

  Program start(Program draft, ProgramFile file, @Nullable String upload, Turn turn) {
    DraftGeneration first =
        generations.draft(draft.line(), tree(file, upload), null, null, note(draft));
    first.steps().forEach(Runnable::run);
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          turn.requireHeld();
          return record(draft, first);
        });
  }

  /** Followers need the rules before the generation that they hold for. */
  private Program record(Program draft, DraftGeneration first) {
    ProgramApplied event = newVersion.tell(draft);
    Program program = draft.startedBy(generations.record(first));
    store.insert(program);
    applied.fire(event);
    return program;
  }

  private static Generations.Note note(Program draft) {
    return new Generations.Note(
        new Signature(draft.appliedBy(), draft.appliedAt()),
        "Start %s\n\nProgram: %s, version 1\nApplied-by: %s\n"
            .formatted(draft.name(), draft.title(), draft.appliedBy()));
  }

  private ObjectId tree(ProgramFile file, @Nullable String upload) {
    ProgramSpec spec = file.spec();
    Source source = spec.source();
    try (ProgramRepository repository = repositories.open(file.name())) {
      ObjectId tree =
          source.git() == null
              ? sources.upload(repository, String.valueOf(upload))
              : sources.clone(repository, source.git(), source.ref());
      ProgramFiles.check(spec, repository.paths(tree));
      ProgramFiles.checkCanaries(
          spec, repository.paths(tree), path -> repository.read(tree, path).orElseThrow());
      if (spec.generator() != null) {
        byte[] config = repository.read(tree, spec.generator().file()).orElseThrow();
        ProgramFiles.checkParameters(spec.generator(), config);
      }
      return tree;
    }
  }
}
