package dev.loopgate.reviews.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log. The canonical JSON (RFC 8785) of {@code at}, {@code entry}, {@code id} and
 * {@code kind} is its leaf.
 *
 * @param index counts from 0 without gaps
 * @param kind what happened, for example {@code vote.cast}
 * @param at UTC instant
 * @param entry what happened, with commitments in place of free texts
 * @param leafHash RFC 6962 hash of the leaf, base64
 * @param texts the free texts that have not been erased
 * @param content what the digest stands for, when the entry was too long for a leaf
 */
public record RecordEntry(
    @Schema(required = true) long index,
    @Schema(required = true) UUID id,
    @Schema(required = true) String kind,
    @Schema(required = true) String at,
    @Schema(type = SchemaType.OBJECT, implementation = Object.class, required = true)
        JsonNode entry,
    @Schema(required = true) String leafHash,
    @Schema(required = true) List<FreeText> texts,
    @Schema(type = SchemaType.OBJECT, implementation = Object.class) @Nullable JsonNode content) {
  public RecordEntry {
    texts = List.copyOf(texts);
  }
}
