package dev.loopgate.tlog;

/**
 * Neighbouring leaves from {@code start} to before {@code end}, whose root is a node of some tree:
 * proofs are lists of such roots.
 */
public record Range(long start, long end) {
  public Range {
    if (start < 0 || end <= start) {
      throw new TlogException("no leaves from " + start + " to before " + end);
    }
  }

  public long size() {
    return end - start;
  }

  /** Where RFC 6962 splits it: after the largest power of two that is smaller than its size. */
  long split() {
    return start + Long.highestOneBit(size() - 1);
  }

  Range left() {
    return new Range(start, split());
  }

  Range right() {
    return new Range(split(), end);
  }
}
