package dev.loopgate.reviews.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.json.Json;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One line of the record, chained to the one before it.
 *
 * @param index counts from 0 without gaps
 * @param previousHash the hash of the entry before; sixty-four zeros for the first
 * @param kind what happened, for example {@code vote.cast}
 * @param recordedAt UTC instant
 * @param entry what happened, with digests of everything large
 * @param hash {@code sha256:<hex>} of the canonical JSON (RFC 8785) of all other fields
 */
public record RecordEntry(
    @Schema(required = true) long index,
    @Schema(required = true) String previousHash,
    @Schema(required = true) String kind,
    @Schema(required = true) String recordedAt,
    @Schema(type = SchemaType.OBJECT, implementation = Object.class, required = true)
        JsonNode entry,
    @Schema(required = true) String hash) {
  public static final String GENESIS = "sha256:" + "0".repeat(64);

  private record Sealed(
      long index, String previousHash, String kind, String recordedAt, JsonNode entry) {}

  static RecordEntry seal(
      long index, String previousHash, String kind, String recordedAt, JsonNode entry) {
    String hash = Json.digest(new Sealed(index, previousHash, kind, recordedAt, entry));
    return new RecordEntry(index, previousHash, kind, recordedAt, entry, hash);
  }

  /** Whether this entry is what its hash says and follows the one that had {@code before}. */
  public boolean follows(String before) {
    return previousHash.equals(before)
        && seal(index, previousHash, kind, recordedAt, entry).hash.equals(hash);
  }
}
