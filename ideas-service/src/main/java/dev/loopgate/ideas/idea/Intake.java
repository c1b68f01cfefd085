package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.ideas.characters.HiddenCharacters;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.workspace.Change;
import dev.loopgate.ideas.workspace.Globs;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.ideas.workspace.Signature;
import dev.loopgate.ideas.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records ideas that passed all checks: commit, tarball, row and event. The caller holds the lock
 * of the program.
 */
@ApplicationScoped
class Intake {
  private final IdeaStore store;
  private final ProgramStore programs;
  private final Repositories repositories;
  private final Workspaces workspaces;
  private final FeedStore feed;
  private final Clock clock;
  private final Ids ids;

  @Inject
  Intake(
      IdeaStore store,
      ProgramStore programs,
      Repositories repositories,
      Workspaces workspaces,
      FeedStore feed,
      Clock clock,
      Ids ids) {
    this.store = store;
    this.programs = programs;
    this.repositories = repositories;
    this.workspaces = workspaces;
    this.feed = feed;
    this.clock = clock;
    this.ids = ids;
  }

  /** Records an idea and, when one is due after it, another that changes nothing. */
  Idea record(Program program, Generation generation, Proposal proposal, Change change) {
    Idea idea = write(program, generation, proposal, change, NoChange.kindOfOthers(program));
    if (NoChange.isDue(program.spec().canaries(), store.sinceNoChange(program.id()))) {
      write(
          program,
          generation,
          NoChange.proposal(program),
          noChange(program, generation),
          CanaryKind.NO_CHANGE);
    }
    return idea;
  }

  private Change noChange(Program program, Generation generation) {
    try (ProgramRepository repository = repositories.open(program.name())) {
      return NoChange.of(generation, repository, ids.next());
    }
  }

  private Idea write(
      Program program,
      Generation generation,
      Proposal proposal,
      Change change,
      @Nullable CanaryKind canary) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    int number = programs.nextIdeaNumber(program.id());
    String key = program.name() + "-" + number;
    String commit = commit(program, generation, proposal, change, key, now);
    Globs sealed = Globs.of(program.spec().paths().sealed());
    Idea idea =
        new Idea(
            ids.next(),
            key,
            number,
            program.id(),
            program.name(),
            program.version(),
            generation.id(),
            generation.number(),
            proposal.title(),
            proposal.hypothesis(),
            proposal.provenance(),
            proposal.authors(),
            change.changedPaths(),
            change.changedLines(),
            change.summary(),
            Json.digest(Json.utf8(change.patch())),
            commit,
            workspaces.pack(program.name(), commit, sealed, sealed),
            change.normalisedDigest(),
            proposal.rebasedFrom(),
            null,
            canary,
            HiddenCharacters.in(proposal.texts(), change.changedPaths(), change.patch()).stream()
                .toList(),
            IdeaStatus.OPEN,
            null,
            null,
            null,
            now,
            null);
    store.insert(idea, change.patch());
    feed.append(IdeaProposed.TYPE, idea.id(), idea.programId(), idea.toEvent());
    return idea;
  }

  private String commit(
      Program program,
      Generation generation,
      Proposal proposal,
      Change change,
      String key,
      Instant now) {
    String message =
        "%s\n\n%s\n\nIdea: %s\nGeneration: %d\nAuthors: %s\n"
            .formatted(
                proposal.title(),
                proposal.hypothesis(),
                key,
                generation.number(),
                String.join(", ", proposal.authors()));
    try (ProgramRepository repository = repositories.open(program.name())) {
      String commit =
          repository.commit(
              change.tree(),
              List.of(generation.commit()),
              new Signature(proposal.provenance().principal(), now),
              message,
              "refs/ideas/" + key);
      repositories.publish(program.name(), repository);
      return commit;
    }
  }
}
