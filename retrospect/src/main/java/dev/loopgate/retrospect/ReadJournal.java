package dev.loopgate.retrospect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code journal.json} of AIDE node by node. After aide/journal.py, utils/serialize.py and
 * utils/metric.py of WecoAI/aideml at commit 9643875c0c244ad13832fd0b13582425ea3b06da. AIDE keeps
 * the best node, so what is better than all before it counts as kept.
 */
final class ReadJournal {
  private final String source;
  private final TableOptions options;
  private final Recording recording = new Recording();
  private final Spacing spacing = new Spacing();
  private final BestSoFar best = new BestSoFar();
  private @Nullable Direction direction;
  private int number;

  ReadJournal(String source, TableOptions options) {
    this.source = source;
    this.options = options;
    this.direction = options.direction();
  }

  RunLog read(Reader text) throws IOException {
    try (JsonParser parser = Documents.MAPPER.createParser(text)) {
      findNodes(parser);
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        number++;
        take(parser.readValueAsTree());
      }
    } catch (JsonProcessingException e) {
      throw new UnreadableLogException(
          "%s is no whole JSON: after node %d, line %d: %s"
              .formatted(source, number, line(e), e.getOriginalMessage()),
          "a copy that was written to its end");
    }
    recording.remark(
        "what is better than all before it counts as kept, for AIDE keeps the best node");
    recording.remark("each solution scores itself on data that it splits itself");
    Duration usual = spacing.usual();
    if (usual != null) {
      recording.takes(usual);
    }
    return recording.finish(source, "AIDE journal", "metric", direction);
  }

  private static int line(JsonProcessingException e) {
    return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
  }

  private void findNodes(JsonParser parser) throws IOException {
    parser.nextToken();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.FIELD_NAME && parser.currentName().equals("nodes")) {
        if (parser.nextToken() == JsonToken.START_ARRAY) {
          return;
        }
      } else if (token.isStructStart()) {
        parser.skipChildren();
      }
    }
    throw new UnreadableLogException(
        source + " is no journal: it has no list of nodes", "journal.json of an AIDE run");
  }

  private void take(JsonNode node) {
    Double seconds = Documents.number(node, "exec_time");
    if (seconds != null) {
      spacing.add(seconds);
    }
    JsonNode metric = node.path("metric");
    Double value = Documents.number(metric, "value");
    String id = Documents.text(node, "id");
    String words = Documents.words(node, "plan");
    if (node.path("is_buggy").asBoolean() || value == null) {
      recording.add(new Attempt(number, shortened(id), null, Outcome.CRASH, 0, words));
      return;
    }
    Direction own = metric.path("maximize").asBoolean() ? Direction.MAXIMIZE : Direction.MINIMIZE;
    direction = direction == null ? own : direction;
    if (own != direction && options.direction() == null) {
      recording.skip(number, "node: its metric gets better the other way");
      return;
    }
    recording.add(
        new Attempt(number, shortened(id), null, best.outcome(value, direction), value, words));
  }

  private static @Nullable String shortened(@Nullable String id) {
    return id == null || id.length() <= 8 ? id : id.substring(0, 8);
  }
}
