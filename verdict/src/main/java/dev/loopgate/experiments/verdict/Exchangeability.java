package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether baseline runs of one generation look alike whenever they are made: a conformal martingale
 * that bets on ranks (V. Vovk, Testing randomness online, Statistical Science 36(4), 2021). A
 * baseline that gets worse or better by the date, or by what was adopted with it, makes the next
 * ones stand at one end of all so far.
 *
 * <p>When runs are exchangeable, the rank of the n-th among the first n is uniform and independent
 * of the ranks before. From the start of a watch on, the k-th run is bet to be among the m·k
 * lowest, or highest, of n: a share λ of the capital is multiplied by n/(m·k) when it is and lost
 * when it is not. The capital is the mean over both ends, m in {1, 2} and λ in {0.5, 0.9}. The j-th
 * watch of a generation alarms at 1,000·j·(j + 1), so that the chance of any alarm in the life of a
 * generation that does not drift is at most 1/1,000 (Ville's inequality, Σ 1/(j(j + 1)) = 1).
 * Capital is cut to 34 digits, downwards.
 */
public final class Exchangeability {
  private static final BigDecimal ALARM = BigDecimal.valueOf(1_000);
  private static final int[] SPREADS = {1, 2};
  private static final List<BigDecimal> STAKES =
      List.of(new BigDecimal("0.5"), new BigDecimal("0.9"));
  private static final MathContext DOWN = new MathContext(34, RoundingMode.DOWN);

  private Exchangeability() {}

  /**
   * A baseline run.
   *
   * @param value of the objective's metric
   * @param seed breaks ties
   */
  public record Value(BigDecimal value, long seed) {}

  /**
   * Whether a watch alarms.
   *
   * @param values all runs in the order in which they ended
   * @param since the first one that is watched, from 0
   * @param watch counts the watches of the generation from 1
   */
  public static boolean isBroken(List<Value> values, int since, int watch) {
    BigDecimal alarm = ALARM.multiply(BigDecimal.valueOf((long) watch * (watch + 1)));
    return peak(values, since).compareTo(alarm) >= 0;
  }

  /** The largest capital that a watch came to. */
  static BigDecimal peak(List<Value> values, int since) {
    List<Bet> bets = bets();
    BigDecimal peak = BigDecimal.ONE;
    for (int i = since; i < values.size(); i++) {
      int n = i + 1;
      int watched = n - since;
      int fromBelow = rank(values, i);
      bets.forEach(bet -> bet.place(fromBelow, n, watched));
      BigDecimal sum =
          bets.stream().map(bet -> bet.capital).reduce(BigDecimal.ZERO, BigDecimal::add);
      peak = peak.max(sum.divide(BigDecimal.valueOf(bets.size()), DOWN));
    }
    return peak;
  }

  private static List<Bet> bets() {
    List<Bet> bets = new ArrayList<>();
    for (BigDecimal stake : STAKES) {
      for (int spread : SPREADS) {
        bets.add(new Bet(stake, spread, true));
        bets.add(new Bet(stake, spread, false));
      }
    }
    return bets;
  }

  /** The place of one among those before it and itself, from 1 at the bottom. */
  private static int rank(List<Value> values, int index) {
    Value own = values.get(index);
    int rank = 1;
    for (Value other : values.subList(0, index)) {
      int order = other.value().compareTo(own.value());
      if (order < 0 || (order == 0 && other.seed() < own.seed())) {
        rank++;
      }
    }
    return rank;
  }

  private static final class Bet {
    private final BigDecimal stake;
    private final int spread;
    private final boolean low;
    private BigDecimal capital = BigDecimal.ONE;

    Bet(BigDecimal stake, int spread, boolean low) {
      this.stake = stake;
      this.spread = spread;
      this.low = low;
    }

    void place(int fromBelow, int n, int watched) {
      int places = spread * watched;
      if (places >= n) {
        return; // certain to win, so nothing to win
      }
      int rank = low ? fromBelow : n - fromBelow + 1;
      BigDecimal kept = BigDecimal.ONE.subtract(stake);
      BigDecimal won =
          stake.multiply(BigDecimal.valueOf(n)).divide(BigDecimal.valueOf(places), DOWN);
      capital = capital.multiply(rank <= places ? kept.add(won) : kept, DOWN);
    }
  }
}
