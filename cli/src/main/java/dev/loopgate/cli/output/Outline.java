package dev.loopgate.cli.output;

import com.fasterxml.jackson.databind.JsonNode;

/** Nested data as an indented outline that a person can read from top to bottom. */
public final class Outline {
  private static final String STEP = "  ";

  private Outline() {}

  public static String of(JsonNode node) {
    StringBuilder text = new StringBuilder();
    append(text, node, "");
    return text.toString().stripTrailing();
  }

  private static void append(StringBuilder text, JsonNode node, String indent) {
    if (node.isObject()) {
      node.properties().forEach(field -> field(text, field.getKey(), field.getValue(), indent));
      return;
    }
    for (JsonNode item : node) {
      item(text, item, indent);
    }
  }

  private static void field(StringBuilder text, String name, JsonNode value, String indent) {
    if (value.isEmpty() && value.isContainerNode()) {
      return;
    }
    if (!value.isContainerNode()) {
      text.append(indent).append(name).append(": ").append(scalar(value, indent)).append('\n');
      return;
    }
    text.append(indent).append(name).append(":\n");
    append(text, value, indent + STEP);
  }

  private static void item(StringBuilder text, JsonNode item, String indent) {
    if (!item.isContainerNode()) {
      text.append(indent).append("- ").append(scalar(item, indent)).append('\n');
      return;
    }
    StringBuilder nested = new StringBuilder();
    append(nested, item, indent + STEP);
    if (!nested.isEmpty()) {
      nested.replace(indent.length(), indent.length() + 1, "-");
    }
    text.append(nested);
  }

  private static String scalar(JsonNode value, String indent) {
    return value.asText().strip().replace("\n", "\n" + indent + STEP + STEP);
  }
}
