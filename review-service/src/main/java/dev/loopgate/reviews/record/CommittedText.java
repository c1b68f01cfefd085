package dev.loopgate.reviews.record;

/**
 * What stands in the log for a text that may be erased one day.
 *
 * @param digest {@code sha256:<hex>} of a salt followed by the text in UTF-8
 */
public record CommittedText(String digest) {
  /** Commits to a text; whoever has neither text nor salt learns nothing of it. */
  public static CommittedText of(byte[] salt, String text) {
    return new CommittedText(FreeTexts.digest(salt, text));
  }
}
