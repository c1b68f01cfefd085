package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * The fractions λ that a process bets, parsed once. Observations are whole numbers of 1/10,000, so
 * every factor 1 + λ y is a whole number over a power of ten: exact as it is, and one rounding away
 * as a double.
 */
public final class Bets {
  private static final int MOST_DECIMALS = 9;

  private final List<BigDecimal> fractions;
  private final long[] perUnit;
  private final long[] ones;
  private final int[] decimals;

  private Bets(List<BigDecimal> fractions) {
    int size = fractions.size();
    this.fractions = List.copyOf(fractions);
    perUnit = new long[size];
    ones = new long[size];
    decimals = new int[size];
    for (int i = 0; i < size; i++) {
      BigDecimal fraction = checked(fractions.get(i));
      decimals[i] = fraction.scale() + Observation.DECIMALS;
      perUnit[i] = fraction.unscaledValue().longValueExact();
      ones[i] = BigInteger.TEN.pow(decimals[i]).longValueExact();
    }
  }

  /**
   * Parses fractions.
   *
   * @param fractions in (0, 1), at most 9 decimals each; as many as keep their mean a decimal
   */
  public static Bets of(List<BigDecimal> fractions) {
    if (fractions.isEmpty() || !hasExactMean(fractions.size())) {
      throw new IllegalArgumentException(
          "the mean of %d bets is no decimal".formatted(fractions.size()));
    }
    return new Bets(fractions);
  }

  private static boolean hasExactMean(int size) {
    int rest = size;
    while (rest % 2 == 0) {
      rest /= 2;
    }
    while (rest % 5 == 0) {
      rest /= 5;
    }
    return rest == 1;
  }

  private static BigDecimal checked(BigDecimal fraction) {
    boolean inside = fraction.signum() > 0 && fraction.compareTo(BigDecimal.ONE) < 0;
    if (!inside || fraction.scale() > MOST_DECIMALS) {
      throw new IllegalArgumentException(
          "a bet is between 0 and 1 with at most 9 decimals, not " + fraction);
    }
    return fraction;
  }

  int size() {
    return fractions.size();
  }

  /** 1 + λ y, rounded once: both whole numbers are exact as doubles. */
  double factor(int bet, int y) {
    return (double) numerator(bet, y) / (double) ones[bet];
  }

  /** (1 + λ y) · 10^{@link #decimals(int)}. */
  long numerator(int bet, int y) {
    return ones[bet] + perUnit[bet] * y;
  }

  int decimals(int bet) {
    return decimals[bet];
  }

  double fraction(int bet) {
    return fractions.get(bet).doubleValue();
  }
}
