package dev.loopgate.retrospect;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that could not be used, so that none is lost silently.
 *
 * @param count all of them
 * @param first the first few, each named with its reason
 */
public record Skipped(long count, List<Row> first) {
  private static final int NAMED = 10;

  /** One row that could not be used, and why. */
  public record Row(long line, String reason) {}

  public Skipped {
    first = List.copyOf(first);
  }

  /** Counts all, and keeps the first few. */
  static final class Tally {
    private final List<Row> first = new ArrayList<>();
    private long count;

    void add(long line, String reason) {
      count++;
      if (first.size() < NAMED) {
        first.add(new Row(line, reason));
      }
    }

    Skipped skipped() {
      return new Skipped(count, first);
    }
  }
}
