package dev.loopgate.reviews.rules;

import org.jspecify.annotations.Nullable;

/**
 * What a condition came to.
 *
 * @param value null when that cannot be said: then {@code words} says why
 * @param words the facts that it was asked of, or the error
 */
public record Answer(@Nullable Boolean value, String words) {
  static final Answer ALWAYS = new Answer(true, "always");

  public static Answer error(String why) {
    return new Answer(null, why);
  }

  boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }

  boolean isError() {
    return value == null;
  }
}
