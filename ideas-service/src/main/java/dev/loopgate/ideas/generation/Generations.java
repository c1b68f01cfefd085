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

  /**
   * What people decided that makes a generation: on an idea, on other rules, or on a return.
   *
   * @param mergedCommit the commit that becomes a second parent; null for none
   */
  public record Origin(
      UUID decisionId,
      @Nullable UUID ideaId,
      @Nullable String ideaKey,
      @Nullable UUID experimentId,
      @Nullable String subjectKey,
      @Nullable Integer rollsBackTo,
      @Nullable String mergedCommit) {

    /** The files of an idea. */
    public static Origin idea(
        UUID decisionId, UUID ideaId, String key, @Nullable UUID experimentId, String commit) {
      return new Origin(decisionId, ideaId, key, experimentId, null, null, commit);
    }

    /** Other rules, for the files that there are. */
    public static Origin ruleChange(UUID decisionId, String key) {
      return new Origin(decisionId, null, null, null, key, null, null);
    }

    /** The files of an older generation. */
    public static Origin rollback(UUID decisionId, String key, int number) {
      return new Origin(decisionId, null, null, null, key, number, null);
    }
  }

  /** What git shall say about it. */
  public record Note(Signature signature, String message) {}

  /** Generation 1, from the files that the program starts with. */
  public Generation start(Line line, ObjectId tree, Note note) {
    return advance(line, tree, null, null, note);
  }

  /** The next generation, from the files that people decided on; events included. */
  public Generation advance(
      Line line, ObjectId tree, @Nullable Generation parent, @Nullable Origin origin, Note note) {
    int number = parent == null ? 1 : parent.number() + 1;
    String tag = line.program() + "/generation-" + number;
    Globs sealed = Globs.of(line.paths().sealed());
    try (ProgramRepository repository = repositories.open(line.program())) {
      String commit =
          repository.commit(tree, parents(parent, origin), note.signature(), note.message(), MAIN);
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
              origin == null ? null : origin.ideaId(),
              origin == null ? null : origin.ideaKey(),
              origin == null ? null : origin.decisionId(),
              origin == null ? null : origin.experimentId(),
              origin == null ? null : origin.subjectKey(),
              origin == null ? null : origin.rollsBackTo(),
              note.signature().at());
      store.insert(generation);
      feed.append(
          GenerationAdvanced.TYPE, generation.id(), generation.programId(), generation.toEvent());
      return generation;
    }
  }

  private static List<String> parents(@Nullable Generation parent, @Nullable Origin origin) {
    return Stream.of(
            parent == null ? null : parent.commit(), origin == null ? null : origin.mergedCommit())
        .flatMap(Stream::ofNullable)
        .toList();
  }
}
