package dev.loopgate.reviews.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fact that waits for the index of an entry. */
record PendingAnnouncement(
    UUID entryId, String type, String subject, @Nullable UUID programId, ObjectNode data) {
  private static final String INDEX = "recordIndex";

  /** The fact as it is told, with the place of its entry if it has a field for it. */
  ObjectNode dataAt(long index) {
    return data.has(INDEX) ? data.deepCopy().put(INDEX, index) : data;
  }
}
