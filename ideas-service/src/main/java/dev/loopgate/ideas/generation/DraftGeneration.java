package dev.loopgate.ideas.generation;

import dev.loopgate.ideas.generation.Generations.Line;
import dev.loopgate.ideas.generation.Generations.Note;
import dev.loopgate.ideas.generation.Generations.Origin;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.ideas.workspace.Workspaces;
import dev.loopgate.wire.path.Globs;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A generation on its way into git, in steps. The process may die after each of them, and a new
 * draft of the same then writes the same commit, tag and tarballs.
 */
public final class DraftGeneration {
  private static final String MAIN = "refs/heads/main";

  private final Repositories repositories;
  private final Workspaces workspaces;
  private final Line line;
  private final ObjectId tree;
  private final @Nullable Generation parent;
  private final @Nullable Origin origin;
  private final Note note;
  private final Globs sealed;
  private String commit = "";
  private String baseline = "";
  private String evaluator = "";
  private String evaluatorDigest = "";

  DraftGeneration(
      Repositories repositories,
      Workspaces workspaces,
      Line line,
      ObjectId tree,
      @Nullable Generation parent,
      @Nullable Origin origin,
      Note note) {
    this.repositories = repositories;
    this.workspaces = workspaces;
    this.line = line;
    this.tree = tree;
    this.parent = parent;
    this.origin = origin;
    this.note = note;
    this.sealed = Globs.of(line.paths().sealed());
  }

  /** What to do, in order, by who has the turn of the program and no transaction. */
  public List<Runnable> steps() {
    return List.of(this::commit, this::tag, this::publish, this::packBaseline, this::packEvaluator);
  }

  public int number() {
    return parent == null ? 1 : parent.number() + 1;
  }

  private String name() {
    return line.program() + "/generation-" + number();
  }

  private void commit() {
    try (ProgramRepository repository = repositories.open(line.program())) {
      commit = repository.commit(tree, parents(), note.signature(), note.message(), MAIN);
    }
  }

  private void tag() {
    try (ProgramRepository repository = repositories.open(line.program())) {
      repository.tag(name(), commit, note.signature(), note.message());
    }
  }

  private void publish() {
    try (ProgramRepository repository = repositories.open(line.program())) {
      repositories.publish(line.program(), repository);
    }
  }

  private void packBaseline() {
    baseline = workspaces.pack(line.program(), commit, sealed, sealed);
  }

  private void packEvaluator() {
    evaluator = workspaces.pack(line.program(), commit, Globs.NONE, sealed);
    try (ProgramRepository repository = repositories.open(line.program())) {
      evaluatorDigest = workspaces.evaluatorDigest(repository, tree, sealed);
    }
  }

  private List<String> parents() {
    return Stream.of(
            parent == null ? null : parent.commit(), origin == null ? null : origin.mergedCommit())
        .flatMap(Stream::ofNullable)
        .toList();
  }

  /** The row of what all steps together wrote. */
  Generation written(UUID id) {
    if (evaluatorDigest.isEmpty()) {
      throw new IllegalStateException(name() + " is not written yet");
    }
    return new Generation(
        id,
        line.programId(),
        line.program(),
        line.programVersion(),
        number(),
        parent == null ? null : parent.id(),
        commit,
        name(),
        evaluatorDigest,
        baseline,
        evaluator,
        origin == null ? null : origin.ideaId(),
        origin == null ? null : origin.ideaKey(),
        origin == null ? null : origin.decisionId(),
        origin == null ? null : origin.experimentId(),
        origin == null ? null : origin.subjectKey(),
        origin == null ? null : origin.rollsBackTo(),
        note.signature().at());
  }
}
