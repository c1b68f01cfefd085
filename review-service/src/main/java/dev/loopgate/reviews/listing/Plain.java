package dev.loopgate.reviews.listing;

/** Text that shows as what it is. */
public final class Plain {
  /** No control characters, no lone surrogates, no bidirectional overrides. */
  public static final String TEXT = "[^\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]*";

  private Plain() {}
}
