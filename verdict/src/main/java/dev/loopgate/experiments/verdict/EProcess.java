package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Evidence against "no better", as the capital of a gambler who bets on it with several fixed
 * fractions λ at once, and at one or more widths: K is the mean of Π(1 + λ y). The value is an
 * exact decimal that any language recomputes; whether it reaches a level is read from doubles and
 * settled exactly when they are too close to tell.
 */
public final class EProcess {
  /** The fixed mixture of version 1. */
  public static final List<BigDecimal> GRID =
      Stream.of("0.02", "0.05", "0.1", "0.2", "0.3", "0.4", "0.5", "0.65", "0.8", "0.95")
          .map(BigDecimal::new)
          .toList();

  /** The fixed mixture of version 2, at each width. */
  public static final List<BigDecimal> SECOND_GRID =
      Stream.of("0.05", "0.1", "0.2", "0.3", "0.45", "0.6", "0.75", "0.9", "0.99", "0.999")
          .map(BigDecimal::new)
          .toList();

  /** Each factor and each product rounds once, so n observations err by less than n · 2^-52. */
  private static final double BAND = 1e-9;

  private static final int MOST_TRUSTED = 1_000_000;
  private static final double SMALL = 0x1p-500;
  private static final double LARGE = 0x1p500;

  private final Bets bets;
  private final int widths;

  /** By width, and by bet within it. */
  private final double[] products;

  private final int[] shifts;

  /** By observation, and by width within it. */
  private short[] history = new short[64];

  private int size;
  private final long[] sums;

  private EProcess(Bets bets, int widths) {
    this.bets = bets;
    this.widths = widths;
    products = new double[widths * bets.size()];
    shifts = new int[products.length];
    sums = new long[widths];
    Arrays.fill(products, 1);
  }

  /** Capital 1, nothing observed, one width. */
  public static EProcess over(Bets bets) {
    return new EProcess(bets, 1);
  }

  /**
   * Capital 1, nothing observed.
   *
   * @param widths a power of two, so that the mean stays a decimal
   */
  public static EProcess over(Bets bets, int widths) {
    return new EProcess(bets, widths);
  }

  /**
   * Takes one more observation.
   *
   * @param ys at each width, in units of 1/10,000, from −10,000 to 10,000
   */
  public void observe(int... ys) {
    if (ys.length != widths) {
      throw new IllegalArgumentException(
          "%d observations for %d widths".formatted(ys.length, widths));
    }
    for (int width = 0; width < widths; width++) {
      remember(width, ys[width]);
      int first = width * bets.size();
      for (int bet = 0; bet < bets.size(); bet++) {
        int i = first + bet;
        products[i] = shifted(i, products[i] * bets.factor(bet, ys[width]));
      }
    }
    size++;
  }

  private void remember(int width, int y) {
    if (y < Observation.WORST || y > Observation.BEST) {
      throw new IllegalArgumentException("an observation lies in [-1, 1], not " + y + "/10000");
    }
    int place = size * widths + width;
    if (place == history.length) {
      history = Arrays.copyOf(history, 2 * place);
    }
    history[place] = (short) y;
    sums[width] += y;
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
    for (int width = 0; width < widths; width++) {
      total = total.add(sumAt(width));
    }
    return total.divide(BigDecimal.valueOf(products.length));
  }

  /** What the widest width alone is worth, exact. */
  BigDecimal widestValue() {
    return sumAt(0).divide(BigDecimal.valueOf(bets.size()));
  }

  private BigDecimal sumAt(int width) {
    BigDecimal total = BigDecimal.ZERO;
    for (int bet = 0; bet < bets.size(); bet++) {
      BigInteger product = product(width, bet, 0, size);
      total = total.add(new BigDecimal(product, size * bets.decimals(bet)));
    }
    return total;
  }

  /** By halves, so that large numbers meet large numbers. */
  private BigInteger product(int width, int bet, int from, int to) {
    if (to - from > 1) {
      int middle = (from + to) >>> 1;
      return product(width, bet, from, middle).multiply(product(width, bet, middle, to));
    }
    return from == to
        ? BigInteger.ONE
        : BigInteger.valueOf(bets.numerator(bet, history[from * widths + width]));
  }

  /** Whether so many more observations like the mean of those so far would reach the level. */
  boolean isNear(Level level, int more) {
    if (size == 0) {
      return false;
    }
    double total = 0;
    for (int i = 0; i < products.length; i++) {
      double mean = (double) sums[i / bets.size()] / size / Observation.BEST;
      double growth = StrictMath.pow(1 + bets.fraction(i % bets.size()) * mean, more);
      total += shifts[i] == 0 ? products[i] * growth : 0;
    }
    return total / products.length * level.near() >= 1;
  }
}
