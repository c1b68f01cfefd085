package dev.loopgate.reviews.policy;

import dev.loopgate.wire.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a policy as it is stored.
 *
 * @param version counts from 1
 * @param digest {@code sha256:<hex>} of the canonical JSON of the file
 * @param content the file as JSON
 * @param appliedBy null when it was shipped
 */
record PolicyVersion(
    String name,
    int version,
    String digest,
    String content,
    @Nullable String appliedBy,
    Instant appliedAt) {
  static PolicyVersion of(
      PolicyFile file, int version, @Nullable String appliedBy, Instant appliedAt) {
    return new PolicyVersion(
        file.metadata().name(), version, Json.digest(file), Json.write(file), appliedBy, appliedAt);
  }

  /** Name and version, for example {@code standard@1}. */
  String ref() {
    return name + "@" + version;
  }

  PolicyFile file() {
    return Json.read(content, PolicyFile.class);
  }
}
