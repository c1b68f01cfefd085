package dev.loopgate.experiments.verdict;

import java.util.Arrays;

/**
 * Ends experiments that will hardly succeed, by {@link WaldBoundary} on the width where the
 * observations say most: that of the largest |mean| / standard deviation so far, the wider of two
 * equals.
 *
 * <p>Stopping without a claim can never make a claim false, so the rule may be rough: the
 * observations count as normal, with the variance seen so far. The doubles here are the rule; IEEE
 * 754 makes them the same everywhere.
 */
final class Futility {
  private final WaldBoundary boundary;
  private final boolean constantsToo;
  private final Spread[] spreads;

  /**
   * Nothing observed yet.
   *
   * @param constantsToo whether observations that are all the same can be futile
   */
  Futility(WaldBoundary boundary, int widths, boolean constantsToo) {
    this.boundary = boundary;
    this.constantsToo = constantsToo;
    spreads = new Spread[widths];
    Arrays.setAll(spreads, _ -> new Spread());
  }

  /**
   * Takes one more pair.
   *
   * @param ys its observation at each width, the widest first
   */
  void observe(int... ys) {
    for (int width = 0; width < spreads.length; width++) {
      spreads[width].observe(ys[width]);
    }
  }

  boolean isReached() {
    Spread telling = mostTelling();
    return (constantsToo || !telling.isConstant()) && boundary.isCrossedBy(telling);
  }

  private Spread mostTelling() {
    Spread best = spreads[0];
    for (Spread spread : spreads) {
      best = spread.signal() > best.signal() ? spread : best;
    }
    return best;
  }

  /** How far the most telling width is from nothing, in its standard deviations. */
  double standing() {
    Spread telling = mostTelling();
    return !constantsToo && telling.isConstant()
        ? Double.POSITIVE_INFINITY
        : telling.sum() / telling.deviation();
  }
}
