package dev.loopgate.reviews.log;

import dev.loopgate.tlog.EntryBundle;
import dev.loopgate.tlog.Hash;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.Tile;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TileReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The files of the log, cut from the rows of the database. */
@ApplicationScoped
public class StoredTiles implements TileReader {
  private final TreeStore tree;
  private final CheckpointStore checkpoints;

  @Inject
  public StoredTiles(TreeStore tree, CheckpointStore checkpoints) {
    this.tree = tree;
    this.checkpoints = checkpoints;
  }

  @Override
  public Optional<byte[]> read(String path) {
    return path.equals(CHECKPOINT)
        ? checkpoints.newest().map(SignedNote::bytes)
        : read(TilePath.parse(path));
  }

  /** The bytes of a tile or bundle; empty when the log is not so large. */
  Optional<byte[]> read(TilePath path) {
    long first = path.index() * TilePath.FULL;
    if (path.isEntries()) {
      List<byte[]> entries = tree.entries(first, path.width());
      return entries.size() < path.width()
          ? Optional.empty()
          : Optional.of(EntryBundle.of(entries).bytes());
    }
    List<Hash> hashes = tree.hashes(path.level(), first, path.width());
    return hashes.size() < path.width()
        ? Optional.empty()
        : Optional.of(new Tile(path, hashes).bytes());
  }
}
