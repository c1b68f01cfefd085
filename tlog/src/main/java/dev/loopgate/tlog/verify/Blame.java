package dev.loopgate.tlog.verify;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TileReader;
import dev.loopgate.tlog.TlogException;
import dev.loopgate.tlog.VerifiedTiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what is wrong when the entries do not have the signed root: from the root downwards, the
 * first file that is not what the one above it stands for.
 */
final class Blame {
  private final Checkpoint checkpoint;
  private final LeafLevel leaves;
  private final Set<Finding> findings = new LinkedHashSet<>();

  private Blame(Checkpoint checkpoint, LeafLevel leaves) {
    this.checkpoint = checkpoint;
    this.leaves = leaves;
  }

  static List<Finding> find(TileReader reader, Checkpoint checkpoint, LeafLevel leaves)
      throws IOException {
    Blame blame = new Blame(checkpoint, leaves);
    try {
      blame.fromAbove(new VerifiedTiles(reader, checkpoint.size(), checkpoint.root()));
    } catch (TlogException e) {
      blame.withoutTiles();
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
    return List.copyOf(blame.findings);
  }

  private void fromAbove(VerifiedTiles tiles) {
    for (long first = 0; first < checkpoint.size(); first += TilePath.FULL) {
      requireLogged(tiles, first);
    }
    leaves.differing().stream()
        .filter(check -> requireLogged(tiles, check.bundle().firstEntry()))
        .forEach(check -> findings.add(check.blamingTheEntries()));
  }

  private boolean requireLogged(VerifiedTiles tiles, long entry) {
    try {
      tiles.leaf(entry);
      return true;
    } catch (TlogException e) {
      TilePath path = TilePath.in(checkpoint.size(), 0, entry / TilePath.FULL);
      findings.add(new Finding(path.toString(), "is not what was logged: " + e.getMessage()));
      return false;
    }
  }

  /** The tiles do not have the signed root either, so nothing tells which of them is right. */
  private void withoutTiles() {
    leaves.differing().forEach(check -> findings.add(check.blamingTheTile()));
    findings.add(
        new Finding(
            TileReader.CHECKPOINT,
            "the signed root of "
                + checkpoint.size()
                + " entries is "
                + checkpoint.root()
                + ", but neither the entries nor the tiles have it; the entries have "
                + leaves.root(checkpoint.size())));
  }
}
