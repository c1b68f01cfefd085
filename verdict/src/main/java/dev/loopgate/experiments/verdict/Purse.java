package dev.loopgate.experiments.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One sponsor's capital of a program's error rate. The fast purse is best for a few hundred ideas,
 * the slow one for thousands. All amounts have at most 15 decimals, rounded down.
 *
 * @param fast F, in [0, 1/2]
 * @param slow S, in [0, 1/2]
 * @param registrations how often this sponsor registered, under version 1 too
 */
public record Purse(BigDecimal fast, BigDecimal slow, int registrations) {
  static final int DECIMALS = 15;
  private static final BigDecimal FAST_SHARE = new BigDecimal("0.04");
  private static final int SLOW_LEAD = 29;

  public Purse {
    if (fast.signum() < 0 || slow.signum() < 0 || registrations < 0) {
      throw new IllegalArgumentException(
          "a purse never holds %s and %s after %d registrations"
              .formatted(fast, slow, registrations));
    }
    fast = plain(fast);
    slow = plain(slow);
  }

  /** F = S = amount, nothing registered. */
  static Purse of(BigDecimal amount) {
    return new Purse(amount, amount, 0);
  }

  /** What the next registration takes: ⌊F · 4/100⌋ and ⌊S / (t + 29)⌋, t counted per sponsor. */
  Draw next() {
    BigDecimal divisor = BigDecimal.valueOf(registrations + 1L + SLOW_LEAD);
    return new Draw(
        down(fast.multiply(FAST_SHARE)), slow.divide(divisor, DECIMALS, RoundingMode.DOWN));
  }

  Purse registered(Draw draw) {
    return new Purse(
        fast.subtract(draw.fast()), slow.subtract(draw.slow()), Math.addExact(registrations, 1));
  }

  Purse plus(Draw back) {
    return new Purse(fast.add(back.fast()), slow.add(back.slow()), registrations);
  }

  Purse minus(Draw taken) {
    return new Purse(fast.subtract(taken.fast()), slow.subtract(taken.slow()), registrations);
  }

  /** 1/k of both, rounded down. */
  Draw share(int k) {
    BigDecimal divisor = BigDecimal.valueOf(k);
    return new Draw(
        fast.divide(divisor, DECIMALS, RoundingMode.DOWN),
        slow.divide(divisor, DECIMALS, RoundingMode.DOWN));
  }

  /** What is in both. */
  public BigDecimal total() {
    return fast.add(slow);
  }

  static BigDecimal down(BigDecimal value) {
    return value.setScale(DECIMALS, RoundingMode.DOWN);
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /**
   * Capital that leaves both purses, or comes back to them.
   *
   * @param fast gF, or what came back of it
   * @param slow gS, or what came back of it
   */
  public record Draw(BigDecimal fast, BigDecimal slow) {
    public Draw {
      if (fast.signum() < 0 || slow.signum() < 0) {
        throw new IllegalArgumentException("no capital of %s and %s".formatted(fast, slow));
      }
      fast = plain(fast);
      slow = plain(slow);
    }

    static final Draw NOTHING = new Draw(BigDecimal.ZERO, BigDecimal.ZERO);

    /** g_t, or all that came back of it. */
    public BigDecimal total() {
      return fast.add(slow);
    }

    Draw plus(Draw other) {
      return new Draw(fast.add(other.fast), slow.add(other.slow));
    }
  }
}
