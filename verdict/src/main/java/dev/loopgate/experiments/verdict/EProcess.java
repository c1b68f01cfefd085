package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evidence against "no better", as the capital of a gambler who bets on it with several fixed
 * fractions λ at once. The products stay exact decimals, so any language recomputes the same value.
 *
 * @param grid the fractions λ in (0, 1)
 * @param products Π(1 + λ y_i) for each of them
 */
public record EProcess(List<BigDecimal> grid, List<BigDecimal> products) {
  /** The fixed mixture of every Loopgate experiment. */
  public static final List<BigDecimal> GRID =
      Stream.of("0.02", "0.05", "0.1", "0.2", "0.3", "0.4", "0.5", "0.65", "0.8", "0.95")
          .map(BigDecimal::new)
          .toList();

  public EProcess {
    grid = List.copyOf(grid);
    products = List.copyOf(products);
  }

  /** Capital 1, nothing observed. */
  public static EProcess start() {
    return over(GRID);
  }

  static EProcess over(List<BigDecimal> grid) {
    return new EProcess(grid, Collections.nCopies(grid.size(), BigDecimal.ONE));
  }

  /**
   * The process after one more observation.
   *
   * @param y in [−1, 1]
   */
  public EProcess observe(BigDecimal y) {
    return times(lambda -> BigDecimal.ONE.add(lambda.multiply(y)));
  }

  /** Where the process would be after so many more observations of the same y; 34 digits. */
  EProcess projected(BigDecimal y, int pairs) {
    return times(
        lambda -> BigDecimal.ONE.add(lambda.multiply(y)).pow(pairs, MathContext.DECIMAL128));
  }

  private EProcess times(UnaryOperator<BigDecimal> factorOf) {
    return new EProcess(
        grid,
        IntStream.range(0, grid.size())
            .mapToObj(i -> products.get(i).multiply(factorOf.apply(grid.get(i))))
            .toList());
  }

  /** K: the mean of the products. Exact, because the grid has 1 or 10 fractions. */
  public BigDecimal value() {
    return products.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(grid.size()));
  }

  /** Whether K ≥ 1/level, tested without a division. */
  public boolean reaches(BigDecimal level) {
    return value().multiply(level).compareTo(BigDecimal.ONE) >= 0;
  }
}
