package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.workspace.Change;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.ideas.workspace.Signature;
import dev.loopgate.ideas.workspace.Workspaces;
import dev.loopgate.wire.path.Globs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes ideas that passed all checks to git and packs their files, before anybody is told of them.
 * The caller has the turn of the program, and no transaction.
 */
@ApplicationScoped
class DraftIdea {
  private final IdeaRepository ideas;
  private final Repositories repositories;
  private final Workspaces workspaces;
  private final Clock clock;
  private final Ids ids;

  @Inject
  DraftIdea(
      IdeaRepository ideas,
      Repositories repositories,
      Workspaces workspaces,
      Clock clock,
      Ids ids) {
    this.ideas = ideas;
    this.repositories = repositories;
    this.workspaces = workspaces;
    this.clock = clock;
    this.ids = ids;
  }

  /** Counts on from what is recorded of a program. */
  Drafts in(Program program, Generation generation) {
    return new Drafts(program, generation, ideas.sinceNoChange(program.id()));
  }

  /** Writes one idea, and publishes it. */
  List<Idea> published(Program program, Generation generation, Proposal proposal, Change change) {
    List<Idea> drafts = of(in(program, generation), proposal, change);
    publish(program);
    return drafts;
  }

  /** Writes an idea and, when one is due after it, another that changes nothing. */
  List<Idea> of(Drafts drafts, Proposal proposal, Change change) {
    List<Idea> written = new ArrayList<>();
    CanaryKind canary = NoChange.kindOfOthers(drafts.program());
    written.add(drafts.add(write(drafts, proposal, change, canary)));
    if (drafts.isNoChangeDue()) {
      Proposal nothing = NoChange.proposal(drafts.program());
      written.add(drafts.add(write(drafts, nothing, noChange(drafts), CanaryKind.NO_CHANGE)));
    }
    return written;
  }

  /** Sends all that was written to the remote, if there is one. */
  void publish(Program program) {
    try (ProgramRepository repository = repositories.open(program.name())) {
      repositories.publish(program.name(), repository);
    }
  }

  private Change noChange(Drafts drafts) {
    try (ProgramRepository repository = repositories.open(drafts.program().name())) {
      return NoChange.of(drafts.generation(), repository, ids.next());
    }
  }

  private Idea write(Drafts drafts, Proposal proposal, Change change, @Nullable CanaryKind canary) {
    Program program = drafts.program();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Idea idea = Idea.begin(ids.next(), drafts, proposal, change, canary, now);
    Globs sealed = Globs.of(program.spec().paths().sealed());
    idea.commit = commit(idea, drafts.generation(), change);
    idea.candidateWorkspace = workspaces.pack(program.name(), idea.commit, sealed, sealed);
    return idea;
  }

  private String commit(Idea idea, Generation generation, Change change) {
    String message =
        "%s\n\n%s\n\nIdea: %s\nGeneration: %d\nAuthors: %s\n"
            .formatted(
                idea.title,
                idea.hypothesis,
                idea.key,
                idea.generation,
                String.join(", ", idea.authors));
    try (ProgramRepository repository = repositories.open(idea.program)) {
      return repository.commit(
          change.tree(),
          List.of(generation.commit()),
          new Signature(idea.provenance.principal(), idea.proposedAt),
          message,
          "refs/ideas/" + idea.key);
    }
  }
}
