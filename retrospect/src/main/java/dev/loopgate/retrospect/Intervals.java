package dev.loopgate.retrospect;

/** The gain of a keep with its interval, as people read it. */
final class Intervals {
  private Intervals() {}

  static String text(KeepFinding keep, Figures figures) {
    if (keep.gain() == null || keep.low() == null || keep.high() == null) {
      return "-";
    }
    return "%s [%s, %s]"
        .formatted(
            figures.signed(keep.gain()), figures.signed(keep.low()), figures.signed(keep.high()));
  }
}
