package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.OptionalInt;

/** The same experiment many times over, with one effect: when each of them shows it. */
final class Tries {
  private static final int COUNT = 1_000;
  private static final int NEVER = Integer.MAX_VALUE;

  /** The noise of every try, as far as anybody looked. */
  static final class Noise {
    private final FixedNoise[] streams = new FixedNoise[COUNT];
    private final double[][] values = new double[COUNT][0];
    private final int[] sizes = new int[COUNT];

    Noise() {
      Arrays.setAll(streams, FixedNoise::new);
    }

    /** Of one pair, both counted from 0. */
    double at(int number, int pair) {
      while (sizes[number] <= pair) {
        double[] known = values[number];
        if (sizes[number] == known.length) {
          known = Arrays.copyOf(known, Math.max(32, 2 * known.length));
          values[number] = known;
        }
        known[sizes[number]++] = streams[number].next();
      }
      return values[number][pair];
    }
  }

  private final Quote.Terms terms;
  private final Noise noise;
  private final int farthest;
  private final double effect;

  /** By try: the pair at which K and the mean are enough, if it is not given up before. */
  private final int[] shownAt = new int[COUNT];

  /** By try and pair: what futility looks at. */
  private final double[][] standing = new double[COUNT][];

  Tries(Quote.Terms terms, Noise noise, double effect, int farthest) {
    this.terms = terms;
    this.noise = noise;
    this.effect = effect;
    this.farthest = farthest;
    for (int i = 0; i < COUNT; i++) {
      shownAt[i] = attempt(i);
    }
  }

  private int attempt(int number) {
    Futility futility = new Futility(new WaldBoundary(1, 1), terms.widths(), false);
    Capital capital = new Capital(terms);
    double[] path = new double[Math.min(farthest, 64) + 1];
    double total = 0;
    for (int n = 1; n <= farthest; n++) {
      double difference = effect + noise.at(number, n - 1);
      total += difference;
      int[] ys = observations(difference);
      capital.observe(ys);
      futility.observe(ys);
      if (n >= terms.minSeeds() && total > 0 && capital.isEnough()) {
        standing[number] = path;
        return n;
      }
      path = n < path.length ? path : Arrays.copyOf(path, 2 * path.length);
      path[n] = futility.standing();
    }
    standing[number] = path;
    return NEVER;
  }

  private int[] observations(double difference) {
    int[] ys = new int[terms.widths()];
    double relative = difference * terms.noise() / terms.scale() * Observation.BEST;
    for (int width = 0; width < ys.length; width++) {
      ys[width] = (int) Math.clamp(Math.floor(relative), Observation.WORST, Observation.BEST);
      relative *= 2;
    }
    return ys;
  }

  /** The share of the tries that show the effect within so many pairs. */
  double power(int maxSeeds) {
    WaldBoundary boundary = new WaldBoundary(terms.alpha().doubleValue(), maxSeeds);
    int shown = 0;
    for (int i = 0; i < COUNT; i++) {
      shown += shownAt[i] <= maxSeeds && !isGivenUp(i, boundary) ? 1 : 0;
    }
    return (double) shown / COUNT;
  }

  private boolean isGivenUp(int number, WaldBoundary boundary) {
    for (int n = terms.minSeeds(); n < shownAt[number]; n++) {
      if (standing[number][n] <= boundary.after(n)) {
        return true;
      }
    }
    return false;
  }

  /** The fewest pairs that give the power; empty when even the most do not. */
  OptionalInt pairsFor(double power) {
    int below = terms.minSeeds() - 1;
    int above = terms.minSeeds();
    while (above < farthest && power(above) < power) {
      below = above;
      above = Math.min(farthest, 2 * above);
    }
    if (power(above) < power) {
      return OptionalInt.empty();
    }
    while (above - below > 1) {
      int middle = (below + above) >>> 1;
      if (power(middle) < power) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return OptionalInt.of(above);
  }

  /** K as a double, of all widths and fractions. */
  private static final class Capital {
    private final double[] fractions =
        RuleVersion.SECOND.bets().stream().mapToDouble(BigDecimal::doubleValue).toArray();
    private final double[] products;
    private final double threshold;

    Capital(Quote.Terms terms) {
      products = new double[terms.widths() * fractions.length];
      Arrays.fill(products, 1);
      threshold = products.length / terms.alpha().doubleValue();
    }

    void observe(int[] ys) {
      int i = 0;
      for (int width : ys) {
        double y = (double) width / Observation.BEST;
        for (double fraction : fractions) {
          products[i++] *= 1 + fraction * y;
        }
      }
    }

    boolean isEnough() {
      double total = 0;
      for (double product : products) {
        total += product;
      }
      return total >= threshold;
    }
  }
}
