package dev.loopgate.ideas.input;

import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.text.Plain;
import java.util.Optional;
import java.util.UUID;

/** Checks the ids and texts that clients send before a statement sees them. */
public final class Input {
  private static final int LONGEST_SHOWN = 80;

  private Input() {}

  /** The id, or nothing when it is none. */
  public static Optional<UUID> uuid(String text) {
    if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      return Optional.empty();
    }
    return Optional.of(UUID.fromString(text));
  }

  /** Refuses text that a database cannot hold: NUL characters and halves of characters. */
  public static String text(String pointer, String text) {
    if (!Plain.isStorable(text)) {
      throw ProblemException.invalid(
          pointer, pointer + " holds a NUL character or half a character. Remove it.");
    }
    return text;
  }

  /** An id from outside, fit for a message. */
  public static String shown(String text) {
    String visible = text.replaceAll("\\p{C}", "?");
    return visible.length() <= LONGEST_SHOWN ? visible : visible.substring(0, LONGEST_SHOWN) + "…";
  }
}
