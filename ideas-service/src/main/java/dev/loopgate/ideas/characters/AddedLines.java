package dev.loopgate.ideas.characters;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines that a patch adds, with their places. Only lengths of hunks say where a file's text
 * ends: text may look like the head of another file.
 */
final class AddedLines {
  private static final Pattern HUNK =
      Pattern.compile("@@ -\\d+(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@.*", Pattern.DOTALL);

  private final List<String> paths;
  private final List<Line> lines = new ArrayList<>();
  private int file = -1;
  private int number;
  private int oldLeft;
  private int newLeft;

  private AddedLines(List<String> paths) {
    this.paths = paths;
  }

  /** One added line. */
  record Line(String path, int number, String text) {}

  /**
   * Reads a patch as git writes it.
   *
   * @param paths of its files, in their order; git quotes those in the patch itself
   */
  static List<Line> of(String patch, List<String> paths) {
    AddedLines added = new AddedLines(paths);
    for (String line : patch.split("\n", -1)) {
      added.read(line);
    }
    return added.lines;
  }

  private void read(String line) {
    if (oldLeft > 0 || newLeft > 0) {
      readText(line);
      return;
    }
    if (line.startsWith("diff --git ")) {
      file++;
      return;
    }
    Matcher hunk = HUNK.matcher(line);
    if (hunk.matches()) {
      oldLeft = length(hunk.group(1));
      number = Integer.parseInt(hunk.group(2));
      newLeft = length(hunk.group(3));
    }
  }

  private void readText(String line) {
    switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> {
        lines.add(new Line(path(), number++, line.substring(1)));
        newLeft--;
      }
      case '-' -> oldLeft--;
      case '\\' -> {}
      default -> {
        number++;
        oldLeft--;
        newLeft--;
      }
    }
  }

  private String path() {
    return file >= 0 && file < paths.size() ? paths.get(file) : "patch";
  }

  private static int length(@Nullable String group) {
    return group == null ? 1 : Integer.parseInt(group);
  }
}
