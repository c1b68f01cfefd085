package dev.loopgate.ideas.intent;

import dev.loopgate.wire.json.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is still to be done in a program.
 *
 * @param data what belongs to the kind, as JSON
 * @param tries how often it failed
 * @param waitsFor why it is not done yet; null when nothing is known to be in the way
 */
public record Intent(
    long seq,
    UUID programId,
    String program,
    IntentKind kind,
    String data,
    int tries,
    @Nullable String waitsFor) {

  /** The data as the record that belongs to the kind. */
  public <T> T read(Class<T> type) {
    return Json.read(data, type);
  }
}
