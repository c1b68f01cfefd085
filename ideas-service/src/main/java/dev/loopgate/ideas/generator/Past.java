package dev.loopgate.ideas.generator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier idea did to the declared values, and what came of it.
 *
 * @param before the values of the baseline that it changed
 * @param after its own values
 * @param effect better is larger; null while nothing is known
 * @param promising whether its verdict was an improvement, or none but with a positive effect
 */
record Past(
    String key,
    Map<String, JsonNode> before,
    Map<String, JsonNode> after,
    @Nullable Double effect,
    boolean promising) {
  Past {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  boolean changed(String name) {
    return before.containsKey(name) && !Values.text(before.get(name)).equals(text(name));
  }

  /** The value that it tried, in a form that compares. */
  String text(String name) {
    return Optional.ofNullable(after.get(name)).map(Values::text).orElse("");
  }
}
