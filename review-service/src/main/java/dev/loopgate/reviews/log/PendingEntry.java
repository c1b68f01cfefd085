package dev.loopgate.reviews.log;

import dev.loopgate.tlog.Hash;
import dev.loopgate.tlog.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** An entry that waits for its index. */
record PendingEntry(UUID id, String leaf) {
  Hash hash() {
    return Hashes.leaf(leaf.getBytes(StandardCharsets.UTF_8));
  }
}
