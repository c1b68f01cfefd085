package dev.loopgate.experiments.verdict;

import dev.loopgate.experiments.verdict.SequentialTest.Design;
import dev.loopgate.experiments.verdict.SequentialTest.State;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** The same rule, written down a second time without a single rounding that could matter. */
final class ExactTest {
  private static final MathContext DIGITS = MathContext.DECIMAL128;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private final Design design;
  private final List<BigDecimal> bets;
  private final List<BigDecimal> gains = new ArrayList<>();
  private final List<BigDecimal> harms = new ArrayList<>();
  private final List<BigDecimal> better = new ArrayList<>();
  private final List<BigDecimal> worse = new ArrayList<>();

  ExactTest(Design design, List<BigDecimal> bets) {
    this.design = design;
    this.bets = bets;
    bets.forEach(_ -> gains.add(BigDecimal.ONE));
    bets.forEach(_ -> harms.add(BigDecimal.ONE));
  }

  void observe(int gain, int harm) {
    better.add(BigDecimal.valueOf(gain, 4));
    worse.add(BigDecimal.valueOf(harm, 4));
    for (int i = 0; i < bets.size(); i++) {
      gains.set(i, gains.get(i).multiply(factor(i, better.getLast())));
      harms.set(i, harms.get(i).multiply(factor(i, worse.getLast())));
    }
  }

  private BigDecimal factor(int bet, BigDecimal y) {
    return BigDecimal.ONE.add(bets.get(bet).multiply(y));
  }

  State state() {
    int n = better.size();
    if (n < design.minSeeds()) {
      return State.CONTINUE;
    }
    if (reaches(gains, design.alpha())) {
      return State.IMPROVED;
    }
    if (reaches(harms, design.errorRate())) {
      return State.REGRESSED;
    }
    if (n >= design.maxSeeds()) {
      return State.EXHAUSTED;
    }
    return isFutile(n) && !harmIsNear(n) ? State.FUTILE : State.CONTINUE;
  }

  private static boolean reaches(List<BigDecimal> products, Level level) {
    BigDecimal total = sum(products);
    return total.multiply(level.exact()).compareTo(BigDecimal.valueOf(products.size())) >= 0;
  }

  /** Squares instead of a root: Σy ≤ b·σ for a bound b. */
  private boolean isFutile(int n) {
    double target = Math.sqrt(-2 * Math.log(design.alpha().near()) * 3 / design.maxSeeds());
    BigDecimal bound = new BigDecimal(target * n / 2 - Math.log(10) / target);
    BigDecimal sum = sum(better);
    BigDecimal size = BigDecimal.valueOf(n + 2L);
    BigDecimal squares = sum(better.stream().map(y -> y.multiply(y)).toList()).add(TWO);
    BigDecimal variance =
        squares.multiply(size).subtract(sum.multiply(sum)).divide(size.multiply(size), DIGITS);
    BigDecimal left = sum.multiply(sum).multiply(BigDecimal.valueOf(sum.signum()));
    BigDecimal right = bound.multiply(bound).multiply(variance);
    return left.compareTo(right.multiply(BigDecimal.valueOf(bound.signum()))) <= 0;
  }

  private boolean harmIsNear(int n) {
    int more = Math.min(design.maxSeeds() - n, design.minSeeds());
    BigDecimal mean = sum(worse).divide(BigDecimal.valueOf(n), DIGITS);
    List<BigDecimal> later = new ArrayList<>();
    for (int i = 0; i < bets.size(); i++) {
      later.add(harms.get(i).multiply(factor(i, mean).pow(more, DIGITS)));
    }
    return reaches(later, design.errorRate());
  }

  private static BigDecimal sum(List<BigDecimal> values) {
    return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
