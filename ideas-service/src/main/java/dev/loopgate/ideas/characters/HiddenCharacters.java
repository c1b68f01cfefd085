package dev.loopgate.ideas.characters;

import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.wire.path.SafePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what an idea hides from the eye: invisible and direction-changing characters in its texts
 * and in the lines it adds, and file names that read like others. Nothing is refused for it; the
 * flag makes a person look.
 */
public final class HiddenCharacters {
  public static final String KIND = "HIDDEN_CHARACTERS";
  private static final int LONGEST = 1000;
  private static final int ROOM_FOR_REST = 20;

  private HiddenCharacters() {}

  /**
   * The flag that an idea deserves; empty when nothing is hidden.
   *
   * @param texts what people read about the idea, by its name
   * @param paths of the patch's files, in their order
   * @param patch a unified diff as git writes it
   */
  public static Optional<IdeaFlag> in(Map<String, String> texts, List<String> paths, String patch) {
    List<String> found = new ArrayList<>();
    texts.forEach((name, text) -> inText(name, text, found));
    paths.forEach(path -> inPath(path, found));
    AddedLines.of(patch, paths)
        .forEach(line -> inLine(line.path(), line.number(), line.text(), found));
    return found.isEmpty() ? Optional.empty() : Optional.of(new IdeaFlag(KIND, evidence(found)));
  }

  private static void inText(String name, String text, List<String> found) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      inLine(name, i + 1, lines[i], found);
    }
  }

  private static void inPath(String path, List<String> found) {
    LookAlikes.in(path).ifPresent(what -> found.add(SafePath.visible(path) + " " + what));
  }

  private static void inLine(String where, int number, String line, List<String> found) {
    Invisible.in(line)
        .mapToObj(character ->
            "%s:%d %s".formatted(SafePath.visible(where), number, Invisible.name(character)))
        .forEach(found::add);
  }

  private static String evidence(List<String> found) {
    StringBuilder text = new StringBuilder();
    int told = 0;
    for (String one : found) {
      if (text.length() + one.length() + 2 > LONGEST - ROOM_FOR_REST) {
        break;
      }
      text.append(told == 0 ? "" : "; ").append(one);
      told++;
    }
    return told == found.size()
        ? text.toString()
        : text.append("; and %d more".formatted(found.size() - told)).toString();
  }
}
