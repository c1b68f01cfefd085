package dev.loopgate.tlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tile or an entry bundle is, below the prefix of a log: {@code tile/0/x001/067.p/12}.
 *
 * @param level 0 to 7 for hashes, {@link #ENTRIES} for the entries below level 0
 * @param index counts the tiles of a level from 0
 * @param width 1 to 256; 256 is a full tile, and no {@code .p/} is written
 */
public record TilePath(int level, long index, int width) {
  public static final int ENTRIES = -1;
  public static final int FULL = 256;

  /** A tree of 2^63 leaves needs no more. */
  private static final int TOP_LEVEL = 7;

  private static final Pattern FORM =
      Pattern.compile(
          "tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  public TilePath {
    if (level < ENTRIES || level > TOP_LEVEL) {
      throw new TlogException("there is no tile level " + level);
    }
    if (index < 0) {
      throw new TlogException("there is no tile " + index);
    }
    if (width < 1 || width > FULL) {
      throw new TlogException("no tile is " + width + " hashes wide");
    }
  }

  public static TilePath entries(long index, int width) {
    return new TilePath(ENTRIES, index, width);
  }

  /** The tile at this place in a tree of that size, as wide as it is there; never empty. */
  public static TilePath in(long size, int level, long index) {
    long before = index * FULL;
    long width = Math.min(FULL, widthOfLevel(size, level) - before);
    if (width < 1) {
      throw new TlogException(
          "a tree of " + size + " leaves has no tile " + index + " at level " + level);
    }
    return new TilePath(level, index, (int) width);
  }

  /** How many hashes a level of a tree has; entries count as level 0. */
  static long widthOfLevel(long size, int level) {
    return level <= 0 ? size : size >> (8 * level);
  }

  /** The tiles and bundles that a tree of this size consists of, level by level from entries up. */
  public static List<TilePath> allOf(long size) {
    List<TilePath> paths = new ArrayList<>();
    for (int level = ENTRIES; level <= TOP_LEVEL; level++) {
      for (long index = 0; index * FULL < widthOfLevel(size, level); index++) {
        paths.add(in(size, level, index));
      }
    }
    return paths;
  }

  /** Reads a path without a leading slash; only the one spelling that {@link #toString} writes. */
  public static TilePath parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new TlogException("no path of a tile: " + text);
    }
    int level = form.group(1).equals("entries") ? ENTRIES : Integer.parseInt(form.group(1));
    int width = form.group(3) == null ? FULL : Integer.parseInt(form.group(3));
    long index = parseIndex(form.group(2), text);
    TilePath path = new TilePath(level, index, width);
    if (!path.toString().equals(text)) {
      throw new TlogException("no path of a tile: " + text + " is written " + path);
    }
    return path;
  }

  private static long parseIndex(String elements, String text) {
    try {
      return Long.parseLong(elements.replaceAll("[x/]", ""));
    } catch (NumberFormatException e) {
      throw new TlogException("no path of a tile, its number is too large: " + text, e);
    }
  }

  public boolean isEntries() {
    return level == ENTRIES;
  }

  public boolean isPartial() {
    return width < FULL;
  }

  /** The full tile at the same place, which replaces this one later. */
  public TilePath full() {
    return new TilePath(level, index, FULL);
  }

  /** The index of the first entry that is under this tile. */
  public long firstEntry() {
    return index << (8 * (Math.max(level, 0) + 1));
  }

  @Override
  public String toString() {
    StringBuilder number = new StringBuilder(three(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      number.insert(0, "x" + three(rest % 1000) + "/");
    }
    String kind = isEntries() ? "entries" : Integer.toString(level);
    return "tile/" + kind + "/" + number + (isPartial() ? ".p/" + width : "");
  }

  private static String three(long number) {
    return String.format(Locale.ROOT, "%03d", number);
  }
}
