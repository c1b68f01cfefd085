package dev.loopgate.tlog;

import java.io.IOException;
import java.util.Optional;

/** Where the files of a log come from: a directory, a server, a database. */
public interface TileReader {
  /** The path of the newest checkpoint, beside the {@link TilePath}s. */
  String CHECKPOINT = "checkpoint";

  /**
   * The bytes of one file.
   *
   * @param path {@link #CHECKPOINT} or what {@link TilePath#toString} writes
   * @return empty when there is no such file
   */
  Optional<byte[]> read(String path) throws IOException;

  /** The tile at this place; the full one when the partial one was removed after it was full. */
  default Tile tile(TilePath path) throws IOException {
    Optional<byte[]> bytes = read(path.toString());
    if (bytes.isPresent()) {
      return Tile.parse(path, bytes.get());
    }
    Tile full = Tile.parse(path.full(), required(path));
    return new Tile(path, full.hashes().subList(0, path.width()));
  }

  /** The bundle at this place; cut from the full one when the partial one was removed. */
  default EntryBundle bundle(TilePath path) throws IOException {
    Optional<byte[]> bytes = read(path.toString());
    if (bytes.isPresent()) {
      return EntryBundle.parse(path, bytes.get());
    }
    EntryBundle full = EntryBundle.parse(path.full(), required(path));
    return EntryBundle.of(full.entries().subList(0, path.width()));
  }

  private byte[] required(TilePath path) throws IOException {
    return (path.isPartial() ? read(path.full().toString()) : Optional.<byte[]>empty())
        .orElseThrow(() -> new TlogException(path + " is missing"));
  }
}
