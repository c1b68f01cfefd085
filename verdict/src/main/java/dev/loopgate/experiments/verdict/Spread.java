package dev.loopgate.experiments.verdict;

/**
 * How the observations at one width lie: what futility is judged by. The doubles here are made of
 * exact whole numbers by operations that IEEE 754 makes the same everywhere.
 */
final class Spread {
  private static final int IMAGINARY = 2;
  private static final double UNIT = Observation.BEST;

  private int size;
  private long sum;
  private long squares;

  void observe(int y) {
    size++;
    sum += y;
    squares += (long) y * y;
  }

  int size() {
    return size;
  }

  /** The sum of the observations, in whole ones. */
  double sum() {
    return sum / UNIT;
  }

  /** With two imaginary observations of +1 and −1, lest a few equal pairs look certain. */
  double deviation() {
    double mean = sum / UNIT / (size + IMAGINARY);
    double meanSquare = (squares / UNIT / UNIT + IMAGINARY) / (size + IMAGINARY);
    return Math.sqrt(meanSquare - mean * mean);
  }

  /** Whether all observations so far are the same. */
  boolean isConstant() {
    return size * squares == sum * sum;
  }

  /** The square of |mean| / standard deviation: infinite for what is constant but not zero. */
  double signal() {
    return sum == 0 ? 0 : (double) (sum * sum) / (double) (size * squares - sum * sum);
  }
}
