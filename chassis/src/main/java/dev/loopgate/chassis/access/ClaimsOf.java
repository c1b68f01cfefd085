package dev.loopgate.chassis.access;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a verified token, whichever library verified it: a text may come as a string or as
 * a JSON string, a list as a set or as a JSON array.
 */
record ClaimsOf(JsonWebToken token) {
  /** Also when the claim is null or of a strange type. */
  boolean has(String name) {
    return token.getClaimNames().contains(name);
  }

  @Nullable String text(String name) {
    return plain(value(name));
  }

  Set<String> texts(String name) {
    return value(name) instanceof Collection<?> values
        ? values.stream()
            .map(ClaimsOf::plain)
            .filter(Objects::nonNull)
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  /** Seconds since 1970, as JWT has it; null when the claim is no such number. */
  @Nullable Instant instant(String name) {
    String seconds = text(name);
    return seconds != null && seconds.matches("[0-9]{1,11}")
        ? Instant.ofEpochSecond(Long.parseLong(seconds))
        : null;
  }

  private @Nullable Object value(String name) {
    return token.getClaim(name);
  }

  private static @Nullable String plain(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    String text = value.toString();
    return !(value instanceof String) && text.length() > 1 && text.startsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
