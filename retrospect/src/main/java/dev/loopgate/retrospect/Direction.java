package dev.loopgate.retrospect;

/** Which way a metric gets better. */
public enum Direction {
  MINIMIZE,
  MAXIMIZE;

  /** How much better the second value is; negative when it is worse. */
  public double gain(double before, double after) {
    return this == MINIMIZE ? before - after : after - before;
  }
}
