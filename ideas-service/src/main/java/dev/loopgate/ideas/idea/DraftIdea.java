package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.ideas.characters.HiddenCharacters;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.workspace.Change;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.ideas.workspace.Signature;
import dev.loopgate.ideas.workspace.Workspaces;
import dev.loopgate.wire.json.Json;
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
  private final IdeaStore store;
  private final Repositories repositories;
  private final Workspaces workspaces;
  private final Clock clock;
  private final Ids ids;

  @Inject
  DraftIdea(
      IdeaStore store, Repositories repositories, Workspaces workspaces, Clock clock, Ids ids) {
    this.store = store;
    this.repositories = repositories;
    this.workspaces = workspaces;
    this.clock = clock;
    this.ids = ids;
  }

  /** Counts on from what is recorded of a program. */
  Drafts in(Program program, Generation generation) {
    return new Drafts(program, generation, store.sinceNoChange(program.id()));
  }

  /** Writes one idea, and publishes it. */
  List<Draft> published(Program program, Generation generation, Proposal proposal, Change change) {
    List<Draft> drafts = of(in(program, generation), proposal, change);
    publish(program);
    return drafts;
  }

  /** Writes an idea and, when one is due after it, another that changes nothing. */
  List<Draft> of(Drafts drafts, Proposal proposal, Change change) {
    List<Draft> written = new ArrayList<>();
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

  private Draft write(
      Drafts drafts, Proposal proposal, Change change, @Nullable CanaryKind canary) {
    Program program = drafts.program();
    Generation generation = drafts.generation();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    int number = drafts.nextNumber();
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
    return new Draft(idea, change.patch());
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
      return repository.commit(
          change.tree(),
          List.of(generation.commit()),
          new Signature(proposal.provenance().principal(), now),
          message,
          "refs/ideas/" + key);
    }
  }
}
