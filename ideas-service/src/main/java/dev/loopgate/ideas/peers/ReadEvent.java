package dev.loopgate.ideas.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.feed.CloudEvent;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a peer tells. An event that lacks what its effect needs, or that no database can hold,
 * counts as unreadable: trying again would not help, and waiting for it would stop the feed.
 */
public final class ReadEvent {
  private ReadEvent() {}

  /**
   * The data of an event.
   *
   * @param needed the parts that must be there
   * @throws JsonProcessingException when it cannot be read or used; nothing was changed then
   */
  public static <T> T complete(
      CloudEvent event, Class<T> type, Function<T, Stream<@Nullable Object>> needed)
      throws JsonProcessingException {
    T data = event.read(type);
    if (data == null || needed.apply(data).anyMatch(part -> part == null)) {
      throw new JsonMappingException(null, "parts of it are missing");
    }
    if (hasNul(event.data())) {
      throw new JsonMappingException(null, "it holds NUL characters");
    }
    return data;
  }

  private static boolean hasNul(JsonNode node) {
    return node.isTextual()
        ? node.textValue().indexOf('\0') >= 0
        : StreamSupport.stream(node.spliterator(), false).anyMatch(ReadEvent::hasNul);
  }
}
