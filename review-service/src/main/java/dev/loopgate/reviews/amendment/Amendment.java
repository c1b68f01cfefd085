package dev.loopgate.reviews.amendment;

import dev.loopgate.reviews.policy.PolicyFile;
import dev.loopgate.wire.json.Json;
import java.time.Instant;
import java.util.UUID;

/**
 * A new version of a policy that people are asked about.
 *
 * @param version what it becomes when they agree
 * @param content the file as JSON
 */
record Amendment(
    UUID id,
    String reviewKey,
    String name,
    int version,
    String content,
    String proposedBy,
    Instant proposedAt) {
  PolicyFile file() {
    return Json.read(content, PolicyFile.class);
  }
}
