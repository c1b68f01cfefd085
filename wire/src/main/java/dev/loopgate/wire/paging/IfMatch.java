package dev.loopgate.wire.paging;

import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Binds a write to what its author saw. */
public final class IfMatch {
  private IfMatch() {}

  /**
   * Demands that the header names the current digest.
   *
   * @param what for the message, for example {@code dossier of review digits-3/adoption}
   * @throws ProblemException 428 without a header, 412 when it names something else
   */
  public static void require(@Nullable String header, String current, String what) {
    if (header == null || header.isBlank()) {
      throw new ProblemException(
          ProblemType.PRECONDITION_REQUIRED,
          "Send If-Match with the digest of the %s that you read; the current one is \"%s\"."
              .formatted(what, current));
    }
    if (!strip(header).equals(current)) {
      throw new ProblemException(
          ProblemType.STALE,
          "The %s is now \"%s\", you saw %s. Read it again before you act."
              .formatted(what, current, header.strip()));
    }
  }

  private static String strip(String header) {
    String value = header.strip();
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
