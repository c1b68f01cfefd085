package dev.loopgate.ideas.workspace;

import dev.loopgate.wire.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What really differs between a baseline and a candidate. The rules are checked again here, on the
 * files themselves, so that no trick of notation gets past them.
 */
final class Difference {
  /** In characters; a longer line counts as several. */
  private static final int LINE = 200;

  private final ProgramRepository repository;
  private final ObjectId before;
  private final ObjectId after;
  private final ChangeRules rules;

  Difference(ProgramRepository repository, ObjectId before, ObjectId after, ChangeRules rules) {
    this.repository = repository;
    this.before = before;
    this.after = after;
    this.rules = rules;
  }

  Change change() throws IOException {
    ByteArrayOutputStream patch = new ByteArrayOutputStream();
    try (DiffFormatter formatter = formatter(patch)) {
      List<DiffEntry> entries = formatter.scan(before, after);
      List<FileChange> changes = new ArrayList<>();
      int lines = 0;
      for (DiffEntry entry : entries) {
        FileChange change = fileChange(formatter, entry);
        lines += change.added() + change.removed();
        if (lines > ChangeRules.MOST_LINES) {
          throw ChangeRules.tooManyLines(change.path(), lines);
        }
        changes.add(change);
      }
      String normalised = Normalised.digest(repository, after, rules.editable());
      refuseNothing(changes, normalised);
      formatter.format(entries);
      formatter.flush();
      ChangeRules.checkBytes(patch.size());
      String text = patch.toString(StandardCharsets.UTF_8);
      return new Change(
          after,
          text,
          changes.stream().map(FileChange::path).toList(),
          lines + beyondTheirLine(text),
          Summary.of(changes),
          normalised);
    }
  }

  /**
   * How many lines more there would be, if none were longer than what a person reads at a glance.
   */
  static int beyondTheirLine(String patch) {
    return patch
        .lines()
        .filter(line -> line.startsWith("+") || line.startsWith("-"))
        .mapToInt(line -> Math.max(0, line.length() - 2) / LINE)
        .sum();
  }

  private DiffFormatter formatter(ByteArrayOutputStream out) {
    DiffFormatter formatter = new DiffFormatter(out);
    formatter.setRepository(repository.git());
    formatter.setDetectRenames(false);
    formatter.setContext(3);
    formatter.setAbbreviationLength(Constants.OBJECT_ID_STRING_LENGTH);
    return formatter;
  }

  private void refuseNothing(List<FileChange> changes, String normalised) {
    if (changes.isEmpty()
        || normalised.equals(Normalised.digest(repository, before, rules.editable()))) {
      throw new ProblemException(
          Refusals.EMPTY,
          "The candidate would equal the baseline (white space and the layout of JSON do not count). Change something.");
    }
  }

  private FileChange fileChange(DiffFormatter formatter, DiffEntry entry) throws IOException {
    String path = PatchText.path(entry);
    rules.checkPath(path, 1);
    ChangeRules.checkMode(path, entry.getNewMode());
    String old = text(path, entry.getOldMode(), entry.getOldId().toObjectId());
    String now = text(path, entry.getNewMode(), entry.getNewId().toObjectId());
    int added = 0;
    int removed = 0;
    for (var edit : formatter.toFileHeader(entry).toEditList()) {
      added += edit.getLengthB();
      removed += edit.getLengthA();
    }
    boolean modified = entry.getChangeType() == ChangeType.MODIFY;
    return new FileChange(path, modified, old, now, added, removed);
  }

  private String text(String path, FileMode mode, ObjectId blob) {
    if (mode.equals(FileMode.MISSING)) {
      return "";
    }
    byte[] bytes = repository.read(blob);
    if (RawText.isBinary(bytes, bytes.length, true)) {
      throw ChangeRules.binary(path);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ChangeRules.binary(path);
    }
  }
}
