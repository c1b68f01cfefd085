package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import java.math.BigDecimal;
import java.util.List;

/**
 * The one number of all differences that a claim must have on its side beside K, compared exactly.
 */
enum Centre {
  MEAN("mean") {
    @Override
    boolean isBeyond(BigDecimal bound, List<BigDecimal> differences) {
      BigDecimal sum = differences.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      return sum.compareTo(bound.multiply(BigDecimal.valueOf(differences.size()))) > 0;
    }
  },
  MEDIAN("median") {
    @Override
    boolean isBeyond(BigDecimal bound, List<BigDecimal> differences) {
      List<BigDecimal> sorted = differences.stream().sorted().toList();
      BigDecimal below = sorted.get((sorted.size() - 1) / 2);
      BigDecimal above = sorted.get(sorted.size() / 2);
      return below.add(above).compareTo(bound.add(bound)) > 0;
    }
  };

  private final String word;

  Centre(String word) {
    this.word = word;
  }

  /** The mean, or the median where single differences can be off by any amount. */
  static Centre of(Transform transform) {
    return switch (transform) {
      case CLIP -> MEAN;
      case SIGN -> MEDIAN;
    };
  }

  String word() {
    return word;
  }

  /**
   * Whether it is more than the bound.
   *
   * @param differences at least one
   */
  abstract boolean isBeyond(BigDecimal bound, List<BigDecimal> differences);
}
