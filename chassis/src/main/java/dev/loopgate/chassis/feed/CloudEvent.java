package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a feed: a CloudEvents 1.0 envelope in JSON format.
 *
 * @param id position in the feed; send the last one as {@code lastEventId} to read on
 * @param source the feed, for example {@code /feeds/ideas}
 * @param type for example {@code idea.proposed}
 * @param subject id of what the fact is about
 * @param programid the program that the fact is about; absent when it is about no single one
 * @param mustunderstand true when a reader that does not know the type must wait until it does
 * @param data the record of {@code contracts} that belongs to the type
 */
public record CloudEvent(
    String specversion,
    String id,
    String source,
    String type,
    String subject,
    Instant time,
    String datacontenttype,
    @Nullable UUID programid,
    @Nullable Boolean mustunderstand,
    @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode data) {
  public static final String BATCH_MEDIA_TYPE = "application/cloudevents-batch+json";

  static CloudEvent of(
      FeedPosition position,
      String feed,
      String type,
      String subject,
      Instant time,
      @Nullable UUID programid,
      boolean mustunderstand,
      JsonNode data) {
    return new CloudEvent(
        "1.0",
        position.toString(),
        "/feeds/" + feed,
        type,
        subject,
        time,
        "application/json",
        programid,
        mustunderstand ? true : null,
        data);
  }

  /**
   * The data as the record of {@code contracts} that belongs to the type; unknown fields ignored.
   *
   * @throws JsonProcessingException when it is no such record, lacks a part that the record does
   *     not declare nullable, or holds what no database takes
   */
  public <T> T read(Class<T> recordType) throws JsonProcessingException {
    Complete.requireStorable(data);
    T read = Json.mapper().treeToValue(data, recordType);
    if (read == null) {
      throw new JsonMappingException(null, "it has no data");
    }
    Complete.require(read);
    return read;
  }
}
