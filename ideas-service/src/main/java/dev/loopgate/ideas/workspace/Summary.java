package dev.loopgate.ideas.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.path.SafePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in a few words what changed: values where the file is JSON, lines otherwise. */
final class Summary {
  private static final int MOST_VALUES = 4;
  private static final int LONGEST_VALUE = 40;

  private Summary() {}

  static String of(List<FileChange> changes) {
    List<String> parts = new ArrayList<>();
    List<FileChange> others = new ArrayList<>();
    for (FileChange change : changes) {
      values(change).ifPresentOrElse(parts::addAll, () -> others.add(change));
    }
    if (parts.size() > MOST_VALUES) {
      int more = parts.size() - MOST_VALUES;
      parts = new ArrayList<>(parts.subList(0, MOST_VALUES));
      parts.add(more + " more");
    }
    if (!others.isEmpty()) {
      parts.add(lines(others));
    }
    return String.join(", ", parts);
  }

  private static String lines(List<FileChange> changes) {
    int added = changes.stream().mapToInt(FileChange::added).sum();
    int removed = changes.stream().mapToInt(FileChange::removed).sum();
    String where = changes.size() == 1 ? changes.getFirst().path() : changes.size() + " files";
    return "+%d −%d in %s".formatted(added, removed, where);
  }

  private static Optional<List<String>> values(FileChange change) {
    if (!change.modified() || !change.path().endsWith(".json")) {
      return Optional.empty();
    }
    try {
      Map<String, String> before = flat(Json.mapper().readTree(change.before()));
      Map<String, String> after = flat(Json.mapper().readTree(change.after()));
      return Optional.of(compare(before, after)).filter(list -> !list.isEmpty());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static List<String> compare(Map<String, String> before, Map<String, String> after) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .filter(name -> !before.getOrDefault(name, "").equals(after.getOrDefault(name, "")))
        .map(name ->
            "%s %s → %s"
                .formatted(
                    name, before.getOrDefault(name, "none"), after.getOrDefault(name, "none")))
        .collect(Collectors.toList());
  }

  private static Map<String, String> flat(JsonNode root) {
    Map<String, String> values = new LinkedHashMap<>();
    flatten("", root, values);
    return values;
  }

  private static void flatten(String name, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(field ->
              flatten(
                  name.isEmpty() ? field.getKey() : name + "." + field.getKey(),
                  field.getValue(),
                  values));
      return;
    }
    String text = SafePath.visible(node.isValueNode() ? node.asText() : node.toString());
    values.put(
        SafePath.visible(name),
        text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…");
  }
}
