package dev.loopgate.reviews.review;

/** Text that shows as what it is. */
final class Plain {
  /** No control characters, no lone surrogates, no bidirectional overrides. */
  static final String TEXT = "[^\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]*";

  private Plain() {}
}
