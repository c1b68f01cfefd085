package dev.loopgate.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a tree: the partial tile of each level. It is what a sequencer needs to add
 * leaves and to know exactly which tiles to write. Immutable, so that a transaction that rolls back
 * leaves the old edge in force.
 */
public final class TreeEdge {
  private final long size;
  private final List<List<Hash>> partials;

  private TreeEdge(long size, List<List<Hash>> partials) {
    this.size = size;
    this.partials = partials;
  }

  /**
   * What came of adding leaves.
   *
   * @param edge the edge of the grown tree
   * @param tiles every tile that became full and the partial tile of each level that changed, from
   *     level 0 upwards
   */
  public record Growth(TreeEdge edge, List<Tile> tiles) {}

  public static TreeEdge empty() {
    return new TreeEdge(0, List.of());
  }

  /**
   * Restores the edge of a tree from its stored tiles; compare the root before signing anything.
   */
  public static TreeEdge of(long size, TileReader reader) throws IOException {
    List<List<Hash>> partials = new ArrayList<>();
    for (int level = 0; TilePath.widthOfLevel(size, level) > 0; level++) {
      long width = TilePath.widthOfLevel(size, level);
      boolean ends = width % TilePath.FULL == 0;
      partials.add(
          ends ? List.of() : reader.tile(TilePath.in(size, level, width / TilePath.FULL)).hashes());
    }
    return new TreeEdge(size, partials);
  }

  public long size() {
    return size;
  }

  /** The partial tiles, from level 0 upwards: together they determine the root. */
  public List<Tile> partialTiles() {
    List<Tile> tiles = new ArrayList<>();
    for (int level = 0; level < partials.size(); level++) {
      if (!partials.get(level).isEmpty()) {
        long index = TilePath.widthOfLevel(size, level) / TilePath.FULL;
        tiles.add(new Tile(TilePath.in(size, level, index), partials.get(level)));
      }
    }
    return tiles;
  }

  /** The tree with these leaves added in their order. */
  public Growth append(List<Hash> leaves) {
    List<Tile> tiles = new ArrayList<>();
    List<List<Hash>> grown = new ArrayList<>(partials);
    List<Hash> added = leaves;
    for (int level = 0; !added.isEmpty(); level++) {
      List<Hash> before = level < partials.size() ? partials.get(level) : List.of();
      long index = TilePath.widthOfLevel(size, level) / TilePath.FULL;
      List<Tile> changed = cut(level, index, before, added);
      tiles.addAll(changed);
      List<Tile> full = changed.stream().filter(tile -> !tile.path().isPartial()).toList();
      List<Hash> rest = full.size() == changed.size() ? List.of() : changed.getLast().hashes();
      if (level < grown.size()) {
        grown.set(level, rest);
      } else {
        grown.add(rest);
      }
      added = full.stream().map(Tile::root).toList();
    }
    return new Growth(new TreeEdge(size + leaves.size(), List.copyOf(grown)), List.copyOf(tiles));
  }

  private static List<Tile> cut(int level, long first, List<Hash> before, List<Hash> added) {
    List<Hash> hashes = new ArrayList<>(before);
    hashes.addAll(added);
    List<Tile> tiles = new ArrayList<>();
    for (int start = 0; start < hashes.size(); start += TilePath.FULL) {
      int end = Math.min(start + TilePath.FULL, hashes.size());
      long index = first + start / TilePath.FULL;
      tiles.add(new Tile(new TilePath(level, index, end - start), hashes.subList(start, end)));
    }
    return tiles;
  }

  /** The frontier of the same tree. */
  public Tree tree() {
    List<Hash> frontier = new ArrayList<>();
    for (List<Hash> partial : partials.reversed()) {
      int start = 0;
      for (int bit = TilePath.FULL / 2; bit > 0; bit /= 2) {
        if ((partial.size() & bit) != 0) {
          frontier.add(Hashes.root(partial.subList(start, start + bit)));
          start += bit;
        }
      }
    }
    return new Tree(size, frontier);
  }

  public Hash root() {
    return tree().root();
  }
}
