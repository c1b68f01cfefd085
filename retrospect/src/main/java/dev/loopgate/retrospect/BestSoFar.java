package dev.loopgate.retrospect;

/** Tells what a loop keeps that keeps what is better, for logs that do not say it. */
final class BestSoFar {
  private double best = Double.NaN;

  Outcome outcome(double value, Direction direction) {
    if (!Double.isNaN(best) && direction.gain(best, value) <= 0) {
      return Outcome.DISCARD;
    }
    best = value;
    return Outcome.KEEP;
  }
}
