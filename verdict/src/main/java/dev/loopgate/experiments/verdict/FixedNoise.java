package dev.loopgate.experiments.verdict;

/**
 * Standard normal numbers that are the same on every machine and every day, so that two people who
 * ask for a quote get one answer. Nothing that decides uses them.
 */
final class FixedNoise {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final double PER_UNIT = 0x1p-53;

  private long state;

  /** The stream of that number. */
  FixedNoise(long stream) {
    state = mixed(stream);
  }

  /** Box and Muller's first number of two uniform ones. */
  double next() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  /** In (0, 1]. */
  private double uniform() {
    state += GOLDEN;
    return ((mixed(state) >>> 11) + 1) * PER_UNIT;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
