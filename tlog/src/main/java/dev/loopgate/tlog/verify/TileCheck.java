package dev.loopgate.tlog.verify;

import dev.loopgate.tlog.Hash;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TileReader;
import dev.loopgate.tlog.TlogException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One bundle beside the tile of its hashes.
 *
 * @param expected the hashes of the entries; those of the tile where the bundle cannot be read
 * @param stored the hashes of the tile; those of the entries where the tile cannot be read
 */
record TileCheck(
    TilePath bundle, List<Hash> expected, List<Hash> stored, List<Finding> unreadable) {

  static TileCheck of(TileReader reader, long size, long index) throws IOException {
    TilePath bundle = TilePath.in(size, TilePath.ENTRIES, index);
    TilePath tile = TilePath.in(size, 0, index);
    List<Finding> unreadable = new ArrayList<>();
    List<Hash> entries = List.of();
    List<Hash> hashes = List.of();
    try {
      entries = reader.bundle(bundle).leaves();
    } catch (TlogException e) {
      unreadable.add(Finding.of(bundle, e));
    }
    try {
      hashes = reader.tile(tile).hashes();
    } catch (TlogException e) {
      unreadable.add(Finding.of(tile, e));
    }
    return new TileCheck(
        bundle,
        entries.isEmpty() ? hashes : entries,
        hashes.isEmpty() ? entries : hashes,
        unreadable);
  }

  boolean differs() {
    return !expected.equals(stored);
  }

  TilePath tile() {
    return new TilePath(0, bundle.index(), bundle.width());
  }

  Finding blamingTheEntries() {
    return new Finding(bundle.toString(), which() + " not what was logged");
  }

  Finding blamingTheTile() {
    return new Finding(tile().toString(), "its hash says that " + which() + " something else");
  }

  private String which() {
    int first = 0;
    while (expected.get(first).equals(stored.get(first))) {
      first++;
    }
    int last = expected.size() - 1;
    while (expected.get(last).equals(stored.get(last))) {
      last--;
    }
    long from = bundle.firstEntry() + first;
    long to = bundle.firstEntry() + last;
    return from == to ? "entry " + from + " is" : "entries " + from + " to " + to + " are";
  }
}
