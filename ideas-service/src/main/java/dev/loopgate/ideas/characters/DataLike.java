package dev.loopgate.ideas.characters;

import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.wire.path.SafePath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds changes that bring data along: a table of answers measures like a model. Nothing is refused
 * for it; the flag makes a person look.
 */
public final class DataLike {
  public static final String KIND = "DATA_LIKE";

  /** In characters; nobody reads to the end of a longer line. */
  static final int LONGEST_LINE = 500;

  /** In all added lines together. */
  static final int MOST_NUMBERS = 300;

  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

  private DataLike() {}

  /**
   * The flag that an idea deserves; empty when it brings no data.
   *
   * @param paths of the patch's files, in their order
   * @param patch a unified diff as git writes it
   */
  public static Optional<IdeaFlag> in(List<String> paths, String patch) {
    List<AddedLines.Line> added = AddedLines.of(patch, paths);
    return added.stream()
        .filter(line -> line.text().length() > LONGEST_LINE)
        .findFirst()
        .map(line ->
            "%s:%d has %d characters"
                .formatted(SafePath.visible(line.path()), line.number(), line.text().length()))
        .or(() -> numbers(added))
        .map(evidence -> new IdeaFlag(KIND, evidence));
  }

  private static Optional<String> numbers(List<AddedLines.Line> added) {
    long numbers =
        added.stream().mapToLong(line -> NUMBER.matcher(line.text()).results().count()).sum();
    return numbers > MOST_NUMBERS
        ? Optional.of("it adds %d numbers".formatted(numbers))
        : Optional.empty();
  }
}
