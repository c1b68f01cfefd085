package dev.loopgate.tlog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Up to 256 neighbouring entries, each behind its length in two bytes: what lies under a tile. */
public final class EntryBundle {
  /** The longest entry, in bytes. */
  public static final int MAX_ENTRY = 65_535;

  private final List<byte[]> entries;

  private EntryBundle(List<byte[]> entries) {
    this.entries = entries;
  }

  public static EntryBundle of(List<byte[]> entries) {
    if (entries.size() > TilePath.FULL) {
      throw new TlogException("a bundle has at most 256 entries, not " + entries.size());
    }
    entries.forEach(EntryBundle::requireFits);
    return new EntryBundle(List.copyOf(entries));
  }

  /** Refuses an entry that no bundle can hold. */
  public static void requireFits(byte[] entry) {
    if (entry.length > MAX_ENTRY) {
      throw new TlogException(
          "an entry has at most 65535 bytes, not "
              + entry.length
              + ": log the digest of what is larger");
    }
  }

  /** Reads a bundle that has exactly as many entries as its path says, and nothing after them. */
  public static EntryBundle parse(TilePath path, byte[] bytes) {
    List<byte[]> entries = new ArrayList<>(path.width());
    int position = 0;
    while (position < bytes.length) {
      if (entries.size() == path.width()) {
        throw new TlogException(path + " has bytes after its " + path.width() + " entries");
      }
      int start = position + 2;
      int end = start > bytes.length ? start : start + length(bytes, position);
      if (end > bytes.length) {
        throw new TlogException(
            path + " ends in the middle of entry " + (path.firstEntry() + entries.size()));
      }
      entries.add(Arrays.copyOfRange(bytes, start, end));
      position = end;
    }
    if (entries.size() != path.width()) {
      throw new TlogException(
          path + " has " + entries.size() + " entries instead of " + path.width());
    }
    return new EntryBundle(List.copyOf(entries));
  }

  private static int length(byte[] bytes, int position) {
    return (bytes[position] & 0xff) << 8 | (bytes[position + 1] & 0xff);
  }

  public List<byte[]> entries() {
    return entries;
  }

  public List<Hash> leaves() {
    return entries.stream().map(Hashes::leaf).toList();
  }

  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      bytes.write(entry.length >> 8);
      bytes.write(entry.length);
      bytes.writeBytes(entry);
    }
    return bytes.toByteArray();
  }
}
