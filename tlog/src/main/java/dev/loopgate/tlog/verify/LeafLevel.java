package dev.loopgate.tlog.verify;

import dev.loopgate.tlog.Hash;
import dev.loopgate.tlog.Hashes;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TileReader;
import dev.loopgate.tlog.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of reading all entries: of each full bundle only the hash that stands for it, so that
 * logs of any size fit.
 *
 * @param roots one for each full bundle
 * @param last the hashes of the entries after them
 * @param differing the bundles that do not have the hashes of their tile
 */
record LeafLevel(
    List<Hash> roots, List<Hash> last, List<TileCheck> differing, List<Finding> unreadable) {

  static LeafLevel read(TileReader reader, long size) throws IOException {
    LeafLevel level =
        new LeafLevel(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    long tiles = Math.ceilDiv(size, TilePath.FULL);
    InParallel.inOrder(tiles, index -> Checked.of(TileCheck.of(reader, size, index)), level::add);
    return level;
  }

  private record Checked(TileCheck check, Hash root, boolean differs) {
    static Checked of(TileCheck check) {
      return new Checked(check, Hashes.root(check.expected()), check.differs());
    }
  }

  private void add(Checked checked) {
    unreadable.addAll(checked.check().unreadable());
    if (checked.differs()) {
      differing.add(checked.check());
    }
    if (checked.check().bundle().isPartial()) {
      last.addAll(checked.check().expected());
    } else {
      roots.add(checked.root());
    }
  }

  /** The root of the tree that these entries make. */
  Hash root(long size) {
    if (last.size() != size % TilePath.FULL) {
      return Hashes.EMPTY_ROOT; // some could not be read at all
    }
    List<Hash> frontier = new ArrayList<>(Tree.empty().append(roots).frontier());
    frontier.addAll(Tree.empty().append(last).frontier());
    return new Tree(size, frontier).root();
  }
}
