package dev.loopgate.wire.paging;

import dev.loopgate.wire.problem.ProblemException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list begins that is ordered by id, newest first. The start is a value, too, so
 * that a store needs one condition, {@code id < ?}, which an index answers wherever the page lies.
 */
public final class Cursor {
  /** No id comes after it. */
  public static final UUID NEWEST = new UUID(-1, -1);

  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Cursor() {}

  /**
   * The id that the page lies below.
   *
   * @throws ProblemException 400 for anything that no list gave
   */
  public static UUID below(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) {
      return NEWEST;
    }
    if (!ID.matcher(cursor).matches()) {
      throw ProblemException.invalid(
          "cursor", "This is no cursor of this list. Send nextCursor as it was given.");
    }
    return UUID.fromString(cursor);
  }
}
