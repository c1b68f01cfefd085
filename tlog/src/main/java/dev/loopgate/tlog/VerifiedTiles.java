package dev.loopgate.tlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A tree of which only the root is trusted: every tile that is read is checked against it before a
 * hash of it is used, so proofs can be made from files that anybody may have changed.
 */
public final class VerifiedTiles {
  private final TileReader reader;
  private final long size;
  private final Map<TilePath, Tile> checked = new ConcurrentHashMap<>();

  /** Reads the right edge of the tree and compares its root with the trusted one. */
  public VerifiedTiles(TileReader reader, long size, Hash root) throws IOException {
    this.reader = reader;
    this.size = size;
    TreeEdge edge = TreeEdge.of(size, reader);
    Hash actual = edge.root();
    if (!actual.equals(root)) {
      throw new TlogException(
          "the tiles of a tree of " + size + " leaves have the root " + actual + ", not " + root);
    }
    edge.partialTiles().forEach(tile -> checked.put(tile.path(), tile));
  }

  public InclusionProof inclusion(long index) {
    return InclusionProof.make(index, size, this::root);
  }

  /** That this tree begins with the tree that had {@code from} leaves. */
  public ConsistencyProof consistency(long from) {
    return ConsistencyProof.make(from, size, this::root);
  }

  public Hash leaf(long index) {
    return tile(0, index / TilePath.FULL).hashes().get((int) (index % TilePath.FULL));
  }

  /** The root over a range of leaves that is a node of this tree. */
  public Hash root(Range range) {
    if (Long.bitCount(range.size()) != 1) {
      return Hashes.node(root(range.left()), root(range.right()));
    }
    int height = Long.numberOfTrailingZeros(range.size());
    int level = height / 8;
    int width = 1 << (height % 8);
    long first = range.start() >> (8 * level);
    int within = (int) (first % TilePath.FULL);
    Tile tile = tile(level, first / TilePath.FULL);
    return Hashes.root(tile.hashes().subList(within, within + width));
  }

  private Tile tile(int level, long index) {
    TilePath path = TilePath.in(size, level, index);
    Tile known = checked.get(path);
    if (known != null) {
      return known;
    }
    Tile read = read(path);
    Hash above = tile(level + 1, index / TilePath.FULL).hashes().get((int) (index % TilePath.FULL));
    if (!read.root().equals(above)) {
      throw new TlogException(path + " is not the tile that the level above it stands for");
    }
    checked.put(path, read);
    return read;
  }

  private Tile read(TilePath path) {
    try {
      return reader.tile(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
