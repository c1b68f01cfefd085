package dev.loopgate.ideas.workspace;

import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.problem.ProblemException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.patch.Patch;
import org.eclipse.jgit.patch.PatchApplier;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Lays a proposed change onto a baseline, or says at which line of which file it fails. */
public final class Patches {
  private final ProgramRepository repository;
  private final String baseline;
  private final ChangeRules rules;

  /**
   * For changes of one baseline.
   *
   * @param baseline its commit
   */
  public Patches(ProgramRepository repository, String baseline, ChangeRules rules) {
    this.repository = repository;
    this.baseline = baseline;
    this.rules = rules;
  }

  /** The change that a unified diff makes. */
  public Change ofPatch(String text) {
    ChangeRules.checkBytes(Json.utf8(text).length);
    Patch patch = PatchText.parse(text, rules);
    try {
      return difference(apply(patch));
    } catch (IOException e) {
      throw new WorkspaceException("cannot apply a patch to " + baseline, e);
    }
  }

  /** The same, or nothing when it does not apply here. */
  public Optional<Change> ifApplies(String text) {
    try {
      return Optional.of(ofPatch(text));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  /** The change that whole files make; null as content deletes a file. */
  public Change ofFiles(Map<String, @Nullable String> files) {
    int bytes = files.values().stream().mapToInt(Patches::length).sum();
    if (bytes > 8 * ChangeRules.MOST_BYTES) {
      ChangeRules.checkBytes(bytes);
    }
    files.keySet().forEach(path -> rules.checkPath(path, 1));
    try (TreeWriter writer = new TreeWriter(repository)) {
      repository.files(base()).forEach(f -> writer.put(f.path(), f.mode(), f.blob()));
      for (Map.Entry<String, @Nullable String> file : files.entrySet()) {
        replace(writer, file.getKey(), file.getValue());
      }
      return difference(writer.write());
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new ProblemException(
          Refusals.UNSAFE_PATH,
          "The files cannot be laid out together: %s. A name is either a file or a folder."
              .formatted(e.getMessage()));
    }
  }

  private static int length(@Nullable String content) {
    return content == null ? 0 : Json.utf8(content).length;
  }

  private void replace(TreeWriter writer, String path, @Nullable String content)
      throws IOException {
    if (content == null) {
      writer.remove(path);
      return;
    }
    FileMode mode =
        repository.files(base()).stream()
            .filter(file -> file.path().equals(path))
            .map(TreeFile::mode)
            .findFirst()
            .orElse(FileMode.REGULAR_FILE);
    writer.put(path, mode, Json.utf8(content));
  }

  private ObjectId base() {
    return repository.tree(baseline);
  }

  private Change difference(ObjectId tree) throws IOException {
    return new Difference(repository, base(), tree, rules).change();
  }

  private ObjectId apply(Patch patch) throws IOException {
    HunkFault.find(repository, base(), patch)
        .ifPresent(fault -> {
          throw fault;
        });
    try (ObjectInserter inserter = repository.git().newObjectInserter();
        RevWalk walk = new RevWalk(repository.git())) {
      PatchApplier applier =
          new PatchApplier(
              repository.git(),
              walk.parseCommit(ObjectId.fromString(baseline)).getTree(),
              inserter);
      PatchApplier.Result result = applied(applier, patch);
      inserter.flush();
      if (!result.getErrors().isEmpty() || result.getTreeId() == null) {
        throw doesNotApply(patch, result);
      }
      return result.getTreeId();
    }
  }

  /** JGit answers a patch that names one file twice with an exception of its own. */
  private static PatchApplier.Result applied(PatchApplier applier, Patch patch) throws IOException {
    try {
      return applier.applyPatch(patch);
    } catch (IllegalStateException e) {
      throw new ProblemException(
          Refusals.DOES_NOT_APPLY,
          "The patch contradicts itself (%s). Name each file once.".formatted(e.getMessage()));
    }
  }

  private static ProblemException doesNotApply(Patch patch, PatchApplier.Result result) {
    String path = PatchText.path(patch.getFiles().getFirst());
    String errors =
        result.getErrors().isEmpty() ? "no result" : result.getErrors().getFirst().toString();
    return Refusals.at(
        Refusals.DOES_NOT_APPLY,
        path,
        1,
        "git refuses it: %s. Make the patch against the current baseline with git diff."
            .formatted(errors));
  }
}
