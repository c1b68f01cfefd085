package dev.loopgate.ideas.workspace;

import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.patch.FormatError;
import org.eclipse.jgit.patch.HunkHeader;
import org.eclipse.jgit.patch.Patch;

/** Reads a unified diff and refuses what no idea may contain, before anything is applied. */
final class PatchText {
  private PatchText() {}

  static Patch parse(String text, ChangeRules rules) {
    byte[] bytes = Json.utf8(text.endsWith("\n") ? text : text + "\n");
    Patch patch = new Patch();
    try {
      patch.parse(bytes, 0, bytes.length);
    } catch (RuntimeException e) {
      throw unreadable(1, "it is no unified diff");
    }
    patch.getFiles().forEach(file -> check(file, rules));
    for (FormatError error : patch.getErrors()) {
      if (error.getSeverity() == FormatError.Severity.ERROR) {
        throw unreadable(lineOf(bytes, error.getOffset()), error.getMessage());
      }
    }
    if (patch.getFiles().isEmpty()) {
      throw new ProblemException(
          Refusals.EMPTY,
          "The patch names no file. Send the output of git diff, with its 'diff --git' lines.");
    }
    return patch;
  }

  /** The path that a file has after the patch, or had before when it is deleted. */
  static String path(DiffEntry file) {
    return file.getChangeType() == ChangeType.DELETE ? file.getOldPath() : file.getNewPath();
  }

  private static void check(FileHeader file, ChangeRules rules) {
    if (file.getChangeType() != ChangeType.ADD) {
      rules.checkPath(file.getOldPath(), firstLine(file));
    }
    if (file.getChangeType() != ChangeType.DELETE) {
      rules.checkPath(file.getNewPath(), firstLine(file));
    }
    if (file.getNewMode() != null) {
      ChangeRules.checkMode(path(file), file.getNewMode());
    }
    if (file.getOldMode() != null) {
      ChangeRules.checkMode(path(file), file.getOldMode());
    }
    if (file.getPatchType() != FileHeader.PatchType.UNIFIED) {
      throw ChangeRules.binary(path(file));
    }
  }

  private static int firstLine(FileHeader file) {
    return file.getHunks().isEmpty() ? 1 : file.getHunks().getFirst().getNewStartLine();
  }

  private static int lineOf(byte[] bytes, int offset) {
    int line = 1;
    for (int i = 0; i < offset && i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }

  private static ProblemException unreadable(int line, String message) {
    String pointer = "patch:" + line;
    String detail =
        "line %d of the patch cannot be read: %s. Send the output of git diff unchanged."
            .formatted(line, message);
    return new ProblemException(
        Refusals.DOES_NOT_APPLY, detail, List.of(new Problem.Fault(pointer, detail)));
  }

  /** The lines that a hunk expects to find, without their first character. */
  static List<String> expected(HunkHeader hunk) {
    String text =
        new String(
            hunk.getBuffer(),
            hunk.getStartOffset(),
            hunk.getEndOffset() - hunk.getStartOffset(),
            StandardCharsets.UTF_8);
    return Arrays.stream(text.split("\n"))
        .skip(1)
        .filter(line -> line.isEmpty() || line.charAt(0) == ' ' || line.charAt(0) == '-')
        .limit(hunk.getOldImage().getLineCount())
        .map(line -> line.isEmpty() ? line : line.substring(1))
        .toList();
  }
}
