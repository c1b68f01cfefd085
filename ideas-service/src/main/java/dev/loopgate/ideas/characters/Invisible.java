package dev.loopgate.ideas.characters;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which characters of a line a reader cannot see, or that change what a reader sees: direction,
 * zero width, tags, controls. What joins emoji is left alone.
 */
final class Invisible {
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int TEXT_STYLE = 0xFE0E;
  private static final int EMOJI_STYLE = 0xFE0F;

  private Invisible() {}

  /** The hidden characters of one line, each once, in order. */
  static IntStream in(String line) {
    int[] text = line.codePoints().toArray();
    return IntStream.range(0, text.length)
        .filter(i -> isHidden(text, i))
        .map(i -> text[i])
        .distinct();
  }

  /** For example {@code U+202E RIGHT-TO-LEFT OVERRIDE}. */
  static String name(int character) {
    return "U+%04X %s"
        .formatted(
            character, Optional.ofNullable(Character.getName(character)).orElse("WITHOUT A NAME"));
  }

  private static boolean isHidden(int[] text, int at) {
    return switch (text[at]) {
      case '\t' -> false;
      case '\r' -> at != text.length - 1;
      case ZERO_WIDTH_JOINER -> !joinsEmoji(text, at);
      case TEXT_STYLE, EMOJI_STYLE -> at == 0 || !Character.isEmoji(text[at - 1]);
      default -> isOfHiddenKind(text[at]) || isBlank(text[at]) || isVariation(text[at]);
    };
  }

  private static boolean joinsEmoji(int[] text, int at) {
    int before = at - 1;
    while (before > 0 && (text[before] == EMOJI_STYLE || Character.isEmojiModifier(text[before]))) {
      before--;
    }
    return before >= 0
        && at + 1 < text.length
        && Character.isExtendedPictographic(text[before])
        && Character.isExtendedPictographic(text[at + 1]);
  }

  private static boolean isOfHiddenKind(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.UNASSIGNED -> !Character.isExtendedPictographic(character);
      default -> false;
    };
  }

  /** Letters and marks that are drawn as nothing. */
  private static boolean isBlank(int character) {
    return switch (character) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
      default -> false;
    };
  }

  /** A row of these can carry any text unseen. */
  private static boolean isVariation(int character) {
    return (character >= 0x180B && character <= 0x180F)
        || (character >= 0xFE00 && character <= 0xFE0D)
        || (character >= 0xE0100 && character <= 0xE01EF);
  }
}
