package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Evidence against "no better", as the capital of a gambler who bets on it with several fixed
 * fractions λ at once: K is the mean of Π(1 + λ y). The value is an exact decimal that any language
 * recomputes; whether it reaches a level is read from doubles and settled exactly when they are too
 * close to tell.
 */
public final class EProcess {
  /** The fixed mixture of every Loopgate experiment. */
  public static final List<BigDecimal> GRID =
      Stream.of("0.02", "0.05", "0.1", "0.2", "0.3", "0.4", "0.5", "0.65", "0.8", "0.95")
          .map(BigDecimal::new)
          .toList();

  /** Each factor and each product rounds once, so n observations err by less than n · 2^-52. */
  private static final double BAND = 1e-9;

  private static final int MOST_TRUSTED = 1_000_000;
  private static final double SMALL = 0x1p-500;
  private static final double LARGE = 0x1p500;

  private final Bets bets;
  private final double[] products;
  private final int[] shifts;
  private short[] history = new short[64];
  private int size;
  private long sum;

  private EProcess(Bets bets) {
    this.bets = bets;
    products = new double[bets.size()];
    shifts = new int[bets.size()];
    Arrays.fill(products, 1);
  }

  /** Capital 1, nothing observed. */
  public static EProcess over(Bets bets) {
    return new EProcess(bets);
  }

  /**
   * Takes one more observation.
   *
   * @param y in units of 1/10,000, from −10,000 to 10,000
   */
  public void observe(int y) {
    if (y < Observation.WORST || y > Observation.BEST) {
      throw new IllegalArgumentException("an observation lies in [-1, 1], not " + y + "/10000");
    }
    remember(y);
    for (int i = 0; i < products.length; i++) {
      products[i] = shifted(i, products[i] * bets.factor(i, y));
    }
  }

  private void remember(int y) {
    if (size == history.length) {
      history = Arrays.copyOf(history, 2 * size);
    }
    history[size++] = (short) y;
    sum += y;
  }

  /** Keeps small products from losing their digits: powers of two are exact. */
  private double shifted(int i, double product) {
    if (product < SMALL) {
      shifts[i]++;
      return product * LARGE;
    }
    if (shifts[i] > 0 && product >= 1) {
      shifts[i]--;
      return product * SMALL;
    }
    return product;
  }

  /** How many observations were taken. */
  public int size() {
    return size;
  }

  /** Whether K ≥ 1/level; the same answer as the exact decimals give. */
  public boolean reaches(Level level) {
    double capital = near() * level.near();
    boolean canTell =
        size <= MOST_TRUSTED && level.near() >= Double.MIN_NORMAL && capital < Double.MAX_VALUE;
    if (canTell && Math.abs(capital - 1) > BAND) {
      return capital > 1;
    }
    return value().multiply(level.exact()).compareTo(BigDecimal.ONE) >= 0;
  }

  /** K as a double. What was shifted is too small to matter beside a level of at most 1. */
  public double near() {
    double total = 0;
    for (int i = 0; i < products.length; i++) {
      total += shifts[i] == 0 ? products[i] : 0;
    }
    return total / products.length;
  }

  /** K, exact. */
  public BigDecimal value() {
    BigDecimal total = BigDecimal.ZERO;
    for (int i = 0; i < products.length; i++) {
      total = total.add(new BigDecimal(product(i, 0, size), size * bets.decimals(i)));
    }
    return total.divide(BigDecimal.valueOf(products.length));
  }

  /** By halves, so that large numbers meet large numbers. */
  private BigInteger product(int bet, int from, int to) {
    if (to - from > 1) {
      int middle = (from + to) >>> 1;
      return product(bet, from, middle).multiply(product(bet, middle, to));
    }
    return from == to ? BigInteger.ONE : BigInteger.valueOf(bets.numerator(bet, history[from]));
  }

  /** Whether so many more observations like the mean of those so far would reach the level. */
  boolean isNear(Level level, int more) {
    if (size == 0) {
      return false;
    }
    double mean = (double) sum / size / Observation.BEST;
    double total = 0;
    for (int i = 0; i < products.length; i++) {
      double growth = StrictMath.pow(1 + bets.fraction(i) * mean, more);
      total += shifts[i] == 0 ? products[i] * growth : 0;
    }
    return total / products.length * level.near() >= 1;
  }
}
