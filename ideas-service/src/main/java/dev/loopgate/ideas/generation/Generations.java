package dev.loopgate.ideas.generation;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.ProgramSpec.Paths;
import dev.loopgate.ideas.workspace.Globs;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.ideas.workspace.Signature;
import dev.loopgate.ideas.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Makes generations: commit, tag, tarballs, row and event. Git and tarballs are written first and
 * give the same result when they are written again, so that a crash in between leaves nothing half
 * done.
 */
@ApplicationScoped
public class Generations {
  private static final String MAIN = "refs/heads/main";

  private final GenerationStore store;
  private final Repositories repositories;
  private final Workspaces workspaces;
  private final FeedStore feed;
  private final Ids ids;

  @Inject
  Generations(
      GenerationStore store,
      Repositories repositories,
      Workspaces workspaces,
      FeedStore feed,
      Ids ids) {
    this.store = store;
    this.repositories = repositories;
    this.workspaces = workspaces;
    this.feed = feed;
    this.ids = ids;
  }

  /** The program that advances. */
  public record Line(UUID programId, String program, int programVersion, Paths paths) {}

  /** What makes a generation out of the files of an idea. */
  public record Adoption(
      UUID ideaId,
      String ideaKey,
      String ideaCommit,
      UUID decisionId,
      @Nullable UUID experimentId) {}

  /** What git shall say about it. */
  public record Note(Signature signature, String message) {}

  /** Generation 1, from the files that the program starts with. */
  public Generation start(Line line, ObjectId tree, Note note) {
    return advance(line, tree, null, null, note);
  }

  /** The next generation, from the files of an adopted idea; events included. */
  public Generation advance(
      Line line,
      ObjectId tree,
      @Nullable Generation parent,
      @Nullable Adoption adoption,
      Note note) {
    int number = parent == null ? 1 : parent.number() + 1;
    String tag = line.program() + "/generation-" + number;
    Globs sealed = Globs.of(line.paths().sealed());
    try (ProgramRepository repository = repositories.open(line.program())) {
      String commit =
          repository.commit(
              tree, parents(parent, adoption), note.signature(), note.message(), MAIN);
      repository.tag(tag, commit, note.signature(), note.message());
      repositories.publish(line.program(), repository);
      Generation generation =
          new Generation(
              ids.next(),
              line.programId(),
              line.program(),
              line.programVersion(),
              number,
              parent == null ? null : parent.id(),
              commit,
              tag,
              workspaces.evaluatorDigest(repository, tree, sealed),
              workspaces.pack(line.program(), commit, sealed, sealed),
              workspaces.pack(line.program(), commit, Globs.NONE, sealed),
              adoption == null ? null : adoption.ideaId(),
              adoption == null ? null : adoption.ideaKey(),
              adoption == null ? null : adoption.decisionId(),
              adoption == null ? null : adoption.experimentId(),
              note.signature().at());
      store.insert(generation);
      feed.append(GenerationAdvanced.TYPE, generation.id(), generation.toEvent());
      return generation;
    }
  }

  private static List<String> parents(@Nullable Generation parent, @Nullable Adoption adoption) {
    return Stream.of(
            parent == null ? "" : parent.commit(), adoption == null ? "" : adoption.ideaCommit())
        .filter(commit -> !commit.isEmpty())
        .toList();
  }
}
