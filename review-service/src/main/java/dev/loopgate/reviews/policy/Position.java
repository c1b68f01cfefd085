package dev.loopgate.reviews.policy;

/** A place in a file, as editors count: from 1. */
record Position(int line, int column) {
  static final Position START = new Position(1, 1);

  /** For example {@code policy.yaml:12:7}. */
  String in(String file) {
    return "%s:%d:%d".formatted(file, line, column);
  }
}
