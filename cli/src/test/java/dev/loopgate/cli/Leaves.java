package dev.loopgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.wire.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Every value of a document, to change or to leave out one at a time. */
public final class Leaves {
  /** The others have the same fields. */
  private static final int ELEMENTS_TRIED = 3;

  private Leaves() {}

  /** The pointers to all values, those of the first elements of each list. */
  public static List<String> of(JsonNode document) {
    List<String> leaves = new ArrayList<>();
    collect(document, "", leaves);
    return leaves;
  }

  private static void collect(JsonNode node, String path, List<String> leaves) {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < Math.min(ELEMENTS_TRIED, array.size()); i++) {
        collect(array.get(i), path + "/" + i, leaves);
      }
      return;
    }
    if (!(node instanceof ObjectNode object)) {
      leaves.add(path);
      return;
    }
    object
        .properties()
        .forEach(field -> collect(field.getValue(), path + "/" + field.getKey(), leaves));
  }

  /** Puts another value of the same kind in its place. */
  public static void change(JsonNode file, String leaf) {
    JsonNode parent = file.at(leaf.substring(0, leaf.lastIndexOf('/')));
    String name = leaf.substring(leaf.lastIndexOf('/') + 1);
    JsonNode value = Json.mapper().valueToTree(changed(file.at(leaf)));
    if (parent instanceof ObjectNode object) {
      object.set(name, value);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(name), value);
    }
  }

  /** Another value of the same kind: digits stay digits. */
  private static Object changed(JsonNode value) {
    if (value.isBoolean()) {
      return !value.asBoolean();
    }
    if (value.isIntegralNumber()) {
      return value.asLong() + 1;
    }
    if (value.isNumber()) {
      return Math.nextUp(value.asDouble());
    }
    String text = value.asText();
    char last = text.charAt(text.length() - 1);
    char other = last == '1' ? '2' : Character.isDigit(last) ? '1' : last == 'a' ? 'b' : 'a';
    return text.substring(0, text.length() - 1) + other;
  }

  /**
   * Takes a field away.
   *
   * @return whether the value was one: elements of lists stay
   */
  public static boolean remove(JsonNode file, String leaf) {
    return file.at(leaf.substring(0, leaf.lastIndexOf('/'))) instanceof ObjectNode object
        && object.remove(leaf.substring(leaf.lastIndexOf('/') + 1)) != null;
  }
}
