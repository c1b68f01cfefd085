package dev.loopgate.reviews.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.EntryBundle;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TileReader;
import dev.loopgate.tlog.Tree;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Follows a log and trusts nothing but its key: checks the signature of each new checkpoint, reads
 * the entries, lets its own tree grow by them, and believes them when its root is the signed one.
 */
final class Auditor {
  private final TileReader log;
  private final NoteVerifier key;
  private final Map<UUID, Long> verifiedAt = new ConcurrentHashMap<>();
  private Tree tree = Tree.empty();

  Auditor(TileReader log, NoteVerifier key) {
    this.log = log;
    this.key = key;
  }

  /** Verifies what a checkpoint adds; the times are those of {@link System#nanoTime}. */
  void follow(SignedNote note) throws IOException {
    Checkpoint checkpoint = Checkpoint.parse(note.verifiedBy(key));
    List<byte[]> entries = entries(tree.size(), checkpoint.size());
    Tree grown = tree;
    for (byte[] entry : entries) {
      grown = grown.append(EntryBundle.of(List.of(entry)).leaves().getFirst());
    }
    if (!grown.root().equals(checkpoint.root())) {
      throw new IllegalStateException("the entries of the log have not the root that it signed");
    }
    tree = grown;
    long now = System.nanoTime();
    entries.forEach(entry -> verifiedAt.put(id(entry), now));
  }

  private List<byte[]> entries(long from, long to) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    for (long bundle = from / TilePath.FULL; bundle * TilePath.FULL < to; bundle++) {
      TilePath path = TilePath.in(to, TilePath.ENTRIES, bundle);
      byte[] bytes =
          log.read(path.toString()).orElseThrow(() -> new IOException(path + " is not served"));
      List<byte[]> all = EntryBundle.parse(path, bytes).entries();
      entries.addAll(all.subList((int) Math.max(0, from - path.firstEntry()), all.size()));
    }
    return entries;
  }

  private static UUID id(byte[] entry) {
    JsonNode leaf = Json.read(new String(entry, StandardCharsets.UTF_8), JsonNode.class);
    return UUID.fromString(leaf.path("id").asText());
  }

  /** By entry: when it was verified. */
  Map<UUID, Long> verifiedAt() {
    return verifiedAt;
  }
}
