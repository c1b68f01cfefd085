package dev.loopgate.ideas.rulechange;

import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.workspace.Overlay;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Sources;
import dev.loopgate.ideas.workspace.Workspaces;
import dev.loopgate.wire.path.Globs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The files that a program has under other rules: those of its generation, and other sealed ones.
 * What ideas may change is never taken from anywhere else, because it is what people adopted.
 */
@ApplicationScoped
public class RuleFiles {
  private final Sources sources;
  private final Workspaces workspaces;

  @Inject
  RuleFiles(Sources sources, Workspaces workspaces) {
    this.sources = sources;
    this.workspaces = workspaces;
  }

  /** A tree, and the digest of its sealed files. */
  public record Files(ObjectId tree, String evaluatorDigest) {}

  /** The files that come with a program file; null when none do. */
  @Nullable ObjectId source(
      ProgramRepository repository,
      ProgramSpec before,
      ProgramSpec after,
      @Nullable String upload) {
    if (upload != null) {
      return sources.upload(repository, upload);
    }
    ProgramSpec.Source source = after.source();
    String git = source.git();
    return git == null || source.equals(before.source())
        ? null
        : sources.clone(repository, git, source.ref());
  }

  /**
   * The files of a generation with the sealed ones of a source.
   *
   * @param source null for the generation's own
   */
  public Files of(
      ProgramRepository repository,
      Generation generation,
      ProgramSpec before,
      ProgramSpec after,
      @Nullable ObjectId source) {
    Globs sealed = Globs.of(after.paths().sealed());
    Globs editable = Globs.of(before.paths().editable());
    ObjectId own = repository.tree(generation.commit());
    ObjectId tree =
        source == null
            ? own
            : Overlay.of(
                repository, own, source, path -> sealed.match(path) && !editable.match(path));
    return new Files(tree, workspaces.evaluatorDigest(repository, tree, sealed));
  }
}
