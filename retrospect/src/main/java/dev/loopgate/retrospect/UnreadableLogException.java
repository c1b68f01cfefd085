package dev.loopgate.retrospect;

/** A log of which nothing can be said: why, and what would help. */
public final class UnreadableLogException extends RuntimeException {
  private final String remedy;

  public UnreadableLogException(String detail, String remedy) {
    super(detail);
    this.remedy = remedy;
  }

  /** What to try now. */
  public String remedy() {
    return remedy;
  }
}
