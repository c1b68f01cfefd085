package dev.loopgate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.Hashes;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TileReader;
import dev.loopgate.tlog.TlogException;
import dev.loopgate.tlog.VerifiedTiles;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks entries up in a log of any size; each one that is used is checked against the root. */
final class LogEntries {
  private final TileReader reader;
  private final Checkpoint checkpoint;
  private final VerifiedTiles tiles;

  LogEntries(TileReader reader, Checkpoint checkpoint) throws IOException {
    this.reader = reader;
    this.checkpoint = checkpoint;
    this.tiles = new VerifiedTiles(reader, checkpoint.size(), checkpoint.root());
  }

  long size() {
    return checkpoint.size();
  }

  /** All entries in which one of these texts occurs, for example an id, in their order. */
  List<LogEntry> mentioning(Set<String> texts) throws IOException {
    List<LogEntry> found = new ArrayList<>();
    for (long start = 0; start < checkpoint.size(); start += TilePath.FULL) {
      TilePath path = TilePath.in(checkpoint.size(), TilePath.ENTRIES, start / TilePath.FULL);
      List<byte[]> entries = reader.bundle(path).entries();
      for (int i = 0; i < entries.size(); i++) {
        String text = new String(entries.get(i), StandardCharsets.UTF_8);
        if (texts.stream().anyMatch(text::contains)) {
          requireLogged(start + i, entries.get(i));
          found.add(LogEntry.of(start + i, Json.read(text, JsonNode.class)));
        }
      }
    }
    return found;
  }

  private void requireLogged(long index, byte[] entry) {
    if (!Hashes.leaf(entry).equals(tiles.leaf(index))) {
      throw new TlogException("entry " + index + " changed while it was read");
    }
  }
}
