package dev.loopgate.ideas.generator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A JSON file whose values are replaced in place, so that a diff shows the values and nothing else.
 * Values in nested objects have names with dots.
 */
final class ConfigDocument {
  private final String text;
  private final JsonNode root;

  ConfigDocument(String text) throws IOException {
    this.text = text;
    this.root = Json.mapper().readTree(text);
  }

  /** The scalar of that name. */
  Optional<JsonNode> value(String name) {
    JsonNode node = root.at("/" + name.replace("~", "~0").replace('.', '/'));
    return node.isValueNode() && !node.isMissingNode() ? Optional.of(node) : Optional.empty();
  }

  /** The text with other values; names that the document does not have are passed over. */
  String with(Map<String, JsonNode> changes) throws IOException {
    TreeMap<Integer, String> replacements = new TreeMap<>();
    try (JsonParser parser = Json.mapper().createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        String name = parser.getParsingContext().pathAsPointer().toString();
        JsonNode value =
            changes.get(name.replaceFirst("/", "").replace('/', '.').replace("~0", "~"));
        if (value != null && token.isScalarValue()) {
          int start = (int) parser.currentTokenLocation().getCharOffset();
          replacements.put(start, Json.write(value));
        }
      }
    }
    StringBuilder result = new StringBuilder(text);
    replacements
        .descendingMap()
        .forEach((start, value) -> result.replace(start, endOfScalar(start), value));
    return result.toString();
  }

  private int endOfScalar(int start) {
    boolean quoted = text.charAt(start) == '"';
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (quoted && c == '"') {
        return i + 1;
      } else if (!quoted && ",]} \t\r\n".indexOf(c) >= 0) {
        return i;
      }
    }
    return text.length();
  }
}
