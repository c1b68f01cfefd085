package dev.loopgate.reviews.rules;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which fields a rule change changes, from what its question shows as before and after. */
final class ChangedFields {
  private ChangedFields() {}

  /**
   * What the question lists, or else the dotted paths of the values that differ; null when it shows
   * neither a list nor a before and after.
   */
  static @Nullable List<String> of(Map<String, Object> content) {
    if (content.get("changedFields") instanceof List<?> listed) {
      return listed.stream().map(Object::toString).toList();
    }
    Set<String> changed = new TreeSet<>();
    if (!content.containsKey("after")) {
      return null;
    }
    compare("", content.get("before"), content.get("after"), changed);
    return List.copyOf(changed);
  }

  private static void compare(
      String path, @Nullable Object before, @Nullable Object after, Set<String> changed) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
      Stream.concat(old.keySet().stream(), now.keySet().stream())
          .forEach(key -> compare(path + "." + key, old.get(key), now.get(key), changed));
      return;
    }
    changed.add(path.isEmpty() ? "*" : path.substring(1));
  }
}
