package dev.loopgate.ideas.generation;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.ProgramSpec.Paths;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.ideas.workspace.Signature;
import dev.loopgate.ideas.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Makes generations: commit, tag and tarballs are written first, outside of transactions, then row
 * and event follow in one.
 */
@ApplicationScoped
public class Generations {
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

  /**
   * A generation to be written, from the files that people decided on.
   *
   * @param parent null for generation 1
   * @param origin null for generation 1
   */
  public DraftGeneration draft(
      Line line, ObjectId tree, @Nullable Generation parent, @Nullable Origin origin, Note note) {
    return new DraftGeneration(repositories, workspaces, line, tree, parent, origin, note);
  }

  /** Records what was written, and tells it. */
  @Transactional(TxType.MANDATORY)
  public Generation record(DraftGeneration draft) {
    Generation generation = draft.written(ids.next());
    store.insert(generation);
    feed.append(
        GenerationAdvanced.TYPE, generation.id(), generation.programId(), generation.toEvent());
    return generation;
  }
}
