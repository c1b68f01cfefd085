package dev.loopgate.tlog.verify;

import dev.loopgate.tlog.Hash;
import dev.loopgate.tlog.Hashes;
import dev.loopgate.tlog.Tile;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TileReader;
import dev.loopgate.tlog.TlogException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Compares the tiles above level 0 with what entries make of them that are known to be good. */
final class UpperTiles {
  private final TileReader reader;
  private final long size;
  private final List<Finding> findings = new ArrayList<>();

  private UpperTiles(TileReader reader, long size) {
    this.reader = reader;
    this.size = size;
  }

  /**
   * Compares all of them.
   *
   * @param roots what stands for each full tile of level 0
   */
  static List<Finding> compare(TileReader reader, long size, List<Hash> roots) throws IOException {
    UpperTiles upper = new UpperTiles(reader, size);
    List<Hash> below = roots;
    for (int level = 1; !below.isEmpty(); level++) {
      below = upper.compareLevel(level, below);
    }
    return upper.findings;
  }

  /** Returns what stands for each full tile of this level. */
  private List<Hash> compareLevel(int level, List<Hash> hashes) throws IOException {
    List<Hash> roots = new ArrayList<>();
    for (int start = 0; start < hashes.size(); start += TilePath.FULL) {
      List<Hash> expected = hashes.subList(start, Math.min(start + TilePath.FULL, hashes.size()));
      TilePath path = TilePath.in(size, level, start / TilePath.FULL);
      compare(path, expected);
      if (!path.isPartial()) {
        roots.add(Hashes.root(expected));
      }
    }
    return roots;
  }

  private void compare(TilePath path, List<Hash> expected) throws IOException {
    try {
      Tile tile = reader.tile(path);
      for (int i = 0; i < expected.size(); i++) {
        if (!tile.hashes().get(i).equals(expected.get(i))) {
          TilePath below = new TilePath(path.level() - 1, path.index() * 256 + i, TilePath.FULL);
          findings.add(new Finding(path.toString(), "hash " + i + " does not stand for " + below));
        }
      }
    } catch (TlogException e) {
      findings.add(Finding.of(path, e));
    }
  }
}
