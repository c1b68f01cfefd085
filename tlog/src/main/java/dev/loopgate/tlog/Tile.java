package dev.loopgate.tlog;

import java.util.ArrayList;
import java.util.List;

/** Up to 256 neighbouring hashes of one level, the unit in which a tree is stored and served. */
public record Tile(TilePath path, List<Hash> hashes) {
  public Tile {
    hashes = List.copyOf(hashes);
    if (hashes.size() != path.width()) {
      throw new TlogException(path + " does not have " + hashes.size() + " hashes");
    }
  }

  public static Tile parse(TilePath path, byte[] bytes) {
    if (bytes.length != path.width() * Hash.LENGTH) {
      throw new TlogException(
          path + " has " + bytes.length + " bytes instead of " + path.width() * Hash.LENGTH);
    }
    List<Hash> hashes = new ArrayList<>(path.width());
    for (int i = 0; i < path.width(); i++) {
      hashes.add(Hash.at(bytes, i * Hash.LENGTH));
    }
    return new Tile(path, hashes);
  }

  public byte[] bytes() {
    byte[] bytes = new byte[hashes.size() * Hash.LENGTH];
    for (int i = 0; i < hashes.size(); i++) {
      hashes.get(i).copyTo(bytes, i * Hash.LENGTH);
    }
    return bytes;
  }

  /** The hash that stands for this tile at the level above, if it is full. */
  public Hash root() {
    return Hashes.root(hashes);
  }
}
