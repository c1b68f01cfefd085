package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Means that do not depend on the order of their terms. */
final class Mean {
  private Mean() {}

  /** Of at least one value. */
  static double of(Collection<BigDecimal> values) {
    return exact(values).doubleValue();
  }

  static @Nullable Double orNull(Collection<BigDecimal> values) {
    return values.isEmpty() ? null : of(values);
  }

  static BigDecimal exact(Collection<BigDecimal> values) {
    return values.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
  }
}
