package dev.loopgate.retrospect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** JSON as programs in Python and JavaScript write it: NaN and Infinity are not forbidden. */
final class Documents {
  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build())
          .build();

  private Documents() {}

  /** A field that is text and not empty. */
  static @Nullable String text(JsonNode node, String field) {
    String text = node.path(field).asText("");
    return text.isBlank() || node.path(field).isNull() ? null : text;
  }

  /** A field that is a finite number. */
  static @Nullable Double number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() && Double.isFinite(value.asDouble()) ? value.asDouble() : null;
  }

  /** The first line of what somebody wrote. */
  static String words(JsonNode node, String field) {
    String text = text(node, field);
    return text == null ? "" : text.strip().lines().findFirst().orElse("");
  }
}
