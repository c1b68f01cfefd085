package dev.loopgate.reviews.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What is hashed into the tree. Its canonical JSON never changes. */
record Leaf(String at, JsonNode entry, UUID id, String kind) {
  private record Elsewhere(int bytes, String digest) {}

  String text() {
    return new String(Json.canonical(this), StandardCharsets.UTF_8);
  }

  /** The same with the digest of the entry's canonical JSON in its place. */
  Leaf withDigestOnly() {
    byte[] canonical = Json.canonical(entry);
    Elsewhere elsewhere = new Elsewhere(canonical.length, Json.digest(canonical));
    return new Leaf(at, Json.mapper().valueToTree(elsewhere), id, kind);
  }
}
