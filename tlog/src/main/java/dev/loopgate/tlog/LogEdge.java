package dev.loopgate.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The right edge of a log: that of its tree, and the entries of its last bundle. A sequencer keeps
 * one, adds a batch of entries, stores the files of the {@link Growth}, and keeps the new edge when
 * its transaction is through. Immutable.
 */
public final class LogEdge {
  private final TreeEdge tree;
  private final List<byte[]> lastEntries;

  private LogEdge(TreeEdge tree, List<byte[]> lastEntries) {
    this.tree = tree;
    this.lastEntries = lastEntries;
  }

  /**
   * What came of adding entries.
   *
   * @param edge the edge of the grown log
   * @param files what to write: bundles first, then tiles from level 0 upwards
   */
  public record Growth(LogEdge edge, Map<TilePath, byte[]> files) {}

  public static LogEdge empty() {
    return new LogEdge(TreeEdge.empty(), List.of());
  }

  /** Restores the edge from stored files; compare the root before signing anything. */
  public static LogEdge of(long size, TileReader reader) throws IOException {
    int width = (int) (size % TilePath.FULL);
    List<byte[]> last =
        width == 0
            ? List.of()
            : reader.bundle(TilePath.entries(size / TilePath.FULL, width)).entries();
    return new LogEdge(TreeEdge.of(size, reader), last);
  }

  public long size() {
    return tree.size();
  }

  public Tree tree() {
    return tree.tree();
  }

  public Hash root() {
    return tree.root();
  }

  /** The log with these entries added in their order; refuses one that is too long. */
  public Growth append(List<byte[]> entries) {
    entries.forEach(EntryBundle::requireFits);
    Map<TilePath, byte[]> files = new LinkedHashMap<>();
    List<byte[]> all = new ArrayList<>(lastEntries);
    all.addAll(entries);
    if (!entries.isEmpty()) {
      addBundles(all, files);
    }
    TreeEdge.Growth grown = tree.append(entries.stream().map(Hashes::leaf).toList());
    grown.tiles().forEach(tile -> files.put(tile.path(), tile.bytes()));
    List<byte[]> rest = all.subList(all.size() - all.size() % TilePath.FULL, all.size());
    return new Growth(new LogEdge(grown.edge(), List.copyOf(rest)), files);
  }

  private void addBundles(List<byte[]> all, Map<TilePath, byte[]> files) {
    for (int start = 0; start < all.size(); start += TilePath.FULL) {
      int end = Math.min(start + TilePath.FULL, all.size());
      long index = size() / TilePath.FULL + start / TilePath.FULL;
      files.put(
          TilePath.entries(index, end - start), EntryBundle.of(all.subList(start, end)).bytes());
    }
  }
}
