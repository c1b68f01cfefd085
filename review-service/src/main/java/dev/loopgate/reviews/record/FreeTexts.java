package dev.loopgate.reviews.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.wire.json.Json;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What people write in their own words is logged as a salted commitment, so that it can be erased
 * without a trace and without breaking the log. Which fields those are is said by their names.
 */
final class FreeTexts {
  private static final Set<String> NAMES =
      Set.of("reason", "hypothesis", "summary", "comment", "note", "justification");

  private final Supplier<byte[]> salts;
  private final List<FreeText> found = new ArrayList<>();

  private FreeTexts(Supplier<byte[]> salts) {
    this.salts = salts;
  }

  /** Puts commitments in the place of free texts and returns the texts. */
  static List<FreeText> commit(JsonNode entry, Supplier<byte[]> salts) {
    FreeTexts texts = new FreeTexts(salts);
    texts.visit(entry, "");
    return List.copyOf(texts.found);
  }

  /** Takes free texts out: what is left can be digested without telling anything about them. */
  static JsonNode without(JsonNode value) {
    JsonNode copy = value.deepCopy();
    remove(copy);
    return copy;
  }

  /** {@code sha256:<hex>} of the salt followed by the text in UTF-8. */
  static String digest(byte[] salt, String text) {
    MessageDigest sha256 = Json.sha256();
    sha256.update(salt);
    return Json.digestOfHash(sha256.digest(Json.utf8(text)));
  }

  private void visit(JsonNode node, String pointer) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> visitField(object, name, pointer + "/" + escape(name)));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        visit(array.get(i), pointer + "/" + i);
      }
    }
  }

  private void visitField(ObjectNode object, String name, String pointer) {
    JsonNode value = object.get(name);
    if (!NAMES.contains(name) || !value.isTextual()) {
      visit(value, pointer);
      return;
    }
    byte[] salt = salts.get();
    found.add(new FreeText(pointer, HexFormat.of().formatHex(salt), value.textValue()));
    object.putObject(name).put("digest", digest(salt, value.textValue()));
  }

  private static void remove(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(field -> isFreeText(field.getKey(), field.getValue()));
    }
    node.forEach(FreeTexts::remove);
  }

  private static boolean isFreeText(String name, JsonNode value) {
    return NAMES.contains(name) && value.isTextual();
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
