package dev.loopgate.ideas.workspace;

import dev.loopgate.wire.path.SafePath;
import dev.loopgate.wire.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.patch.HunkHeader;
import org.eclipse.jgit.patch.Patch;

/** Finds the line at which a patch and a baseline part, so that a proposer can mend it. */
final class HunkFault {
  private final ProgramRepository repository;
  private final ObjectId tree;

  private HunkFault(ProgramRepository repository, ObjectId tree) {
    this.repository = repository;
    this.tree = tree;
  }

  static Optional<ProblemException> find(ProgramRepository repository, ObjectId tree, Patch patch) {
    HunkFault faults = new HunkFault(repository, tree);
    return patch.getFiles().stream().map(faults::in).flatMap(Optional::stream).findFirst();
  }

  private Optional<ProblemException> in(FileHeader file) {
    boolean isNew = file.getChangeType() == ChangeType.ADD;
    String path = isNew ? file.getNewPath() : file.getOldPath();
    Optional<byte[]> content = repository.read(tree, path);
    if (isNew) {
      return content.map(bytes ->
          fault(path, 1, "the file exists already in the baseline, and the patch creates it"));
    }
    if (content.isEmpty()) {
      return Optional.of(fault(path, 1, "the baseline has no such file"));
    }
    List<String> lines = List.of(new String(content.get(), StandardCharsets.UTF_8).split("\n"));
    return file.getHunks().stream()
        .map(hunk -> in(path, lines, hunk))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<ProblemException> in(String path, List<String> lines, HunkHeader hunk) {
    List<String> expected = PatchText.expected(hunk);
    if (Collections.indexOfSubList(lines, expected) >= 0) {
      return Optional.empty();
    }
    int start = Math.max(0, hunk.getOldImage().getStartLine() - 1);
    for (int i = 0; i < expected.size(); i++) {
      String found = start + i < lines.size() ? lines.get(start + i) : "the end of the file";
      if (!found.equals(expected.get(i))) {
        return Optional.of(
            fault(
                path,
                start + i + 1,
                "the baseline has “%s” where the patch expects “%s”"
                    .formatted(shorten(found), shorten(expected.get(i)))));
      }
    }
    return Optional.empty();
  }

  private static ProblemException fault(String path, int line, String detail) {
    return Refusals.at(
        Refusals.DOES_NOT_APPLY,
        path,
        line,
        detail + ". Make the patch against the current generation's baselineWorkspace.");
  }

  private static String shorten(String line) {
    String text = SafePath.visible(line.strip());
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
