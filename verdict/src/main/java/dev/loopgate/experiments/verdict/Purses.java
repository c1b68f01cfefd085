package dev.loopgate.experiments.verdict;

import dev.loopgate.experiments.verdict.Purse.Draw;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The error budget of version 2: two purses for each sponsor of a program, and capital that was not
 * lost comes back. A value that every registration and every closing turns into the next one, so
 * that anybody who has the log replays it; nobody's flood, crash or withdrawal moves another's
 * threshold.
 *
 * <p>Source: the purses of the verification rules, version 2. All arithmetic is decimal, rounded
 * down to 15 decimals, so rounding only loses.
 *
 * @param bySponsor in the order of their first registrations
 * @param registrations t so far, of all sponsors and under version 1 too
 * @param adopted A: ideas ever adopted as IMPROVED with a spent weight
 * @param open the stakes of registrations whose case is not closed, by t
 */
public record Purses(
    SequencedMap<String, Purse> bySponsor,
    int registrations,
    int adopted,
    Map<Integer, Stake> open) {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  public Purses {
    if (registrations < 0 || adopted < 0) {
      throw new IllegalArgumentException(
          "%d registrations with %d adopted ideas are none".formatted(registrations, adopted));
    }
    bySponsor = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(bySponsor));
    open = Collections.unmodifiableMap(new TreeMap<>(open));
  }

  /**
   * What one registration has put in until its case is closed.
   *
   * @param sponsor whose purses it left, and comes back to
   * @param draw gF and gS; their sum is g_t
   * @param alpha α_t = min(α, ⌊α · g_t · (A + 1)⌋)
   * @param adoptedBefore A at the registration
   */
  public record Stake(int t, String sponsor, Draw draw, BigDecimal alpha, int adoptedBefore) {}

  /** A registration and what it leaves behind. */
  public record Registered(Purses after, Stake stake) {}

  /**
   * A closed case and what it leaves behind.
   *
   * @param back what came back to the purses; nothing for a registration under version 1
   */
  public record Closed(Purses after, Draw back) {}

  /** How a case ends. */
  public enum Ending {
    /** Not adopted, for whatever reason but the candidate's own: min(1, K) of it comes back. */
    NOT_ADOPTED,
    /** INVALID by a tripwire against the candidate or by its own doing: nothing comes back. */
    FORFEITED,
    /** People adopted it: what K had beyond its threshold comes back, at most all of it. */
    ADOPTED
  }

  /** A program that never registered anything. */
  public static Purses fresh() {
    return new Purses(new LinkedHashMap<>(), 0, 0, Map.of());
  }

  /**
   * A program that ran under version 1 goes over: F = S = (1 − Σγ)/2, split evenly among its
   * sponsors so far; t and A go on. What is open finishes under its plan and gives nothing back.
   *
   * @param spent Σγ over all registrations, in [0, 1]
   * @param registrations by sponsor, in the order of their first ones; their sum is t
   * @param adopted A so far
   */
  public static Purses afterVersion1(
      BigDecimal spent, SequencedMap<String, Integer> registrations, int adopted) {
    if (registrations.isEmpty()) {
      return fresh();
    }
    BigDecimal divisor = BigDecimal.valueOf(2L * registrations.size());
    BigDecimal each =
        BigDecimal.ONE.subtract(spent).divide(divisor, Purse.DECIMALS, RoundingMode.DOWN);
    SequencedMap<String, Purse> purses = new LinkedHashMap<>();
    registrations.forEach((sponsor, count) -> purses.put(sponsor, new Purse(each, each, count)));
    int t = registrations.values().stream().mapToInt(Integer::intValue).sum();
    return new Purses(purses, t, adopted, Map.of());
  }

  /**
   * Registers the next idea.
   *
   * @param sponsor the person behind the idea
   * @param errorRate α of the program for this registration, in (0, 1)
   */
  public Registered register(String sponsor, BigDecimal errorRate) {
    SequencedMap<String, Purse> purses = withPurseOf(sponsor);
    Purse purse = purseOf(purses, sponsor);
    Draw draw = purse.next();
    int t = Math.addExact(registrations, 1);
    Stake stake = new Stake(t, sponsor, draw, alpha(errorRate, draw.total(), adopted), adopted);
    purses.put(sponsor, purse.registered(draw));
    Map<Integer, Stake> opened = new TreeMap<>(open);
    opened.put(t, stake);
    return new Registered(new Purses(purses, t, adopted, opened), stake);
  }

  /**
   * α_t = min(α, ⌊α · g_t · (A + 1)⌋), with 15 decimals.
   *
   * @param weight g_t
   * @param adopted A: ideas ever adopted in the program before this registration
   */
  public static BigDecimal alpha(BigDecimal errorRate, BigDecimal weight, int adopted) {
    BigDecimal level = ErrorBudget.alpha(errorRate, weight, adopted);
    return Purse.down(level).stripTrailingZeros().min(errorRate);
  }

  /** What a registration of this sponsor would be judged by now. Nothing changes. */
  public Stake quote(String sponsor, BigDecimal errorRate) {
    return register(sponsor, errorRate).stake();
  }

  /** The k-th sponsor takes 1/k of each purse of the others. */
  private SequencedMap<String, Purse> withPurseOf(String sponsor) {
    SequencedMap<String, Purse> purses = new LinkedHashMap<>(bySponsor);
    if (purses.containsKey(sponsor)) {
      return purses;
    }
    if (purses.isEmpty()) {
      purses.put(sponsor, Purse.of(HALF));
      return purses;
    }
    int k = purses.size() + 1;
    Draw taken = Draw.NOTHING;
    for (Map.Entry<String, Purse> other : purses.entrySet()) {
      Draw share = other.getValue().share(k);
      other.setValue(other.getValue().minus(share));
      taken = taken.plus(share);
    }
    purses.put(sponsor, new Purse(taken.fast(), taken.slow(), 0));
    return purses;
  }

  /**
   * Closes a case.
   *
   * @param t of the registration; one that was made under version 1 gives nothing back
   * @param capital K where the experiment stopped, 1 when no pair was judged, see {@link
   *     VerdictRule#capital}
   * @throws IllegalArgumentException when there is no such registration
   */
  public Closed close(int t, BigDecimal capital, Ending ending) {
    if (t < 1 || t > registrations || capital.signum() < 0) {
      throw new IllegalArgumentException(
          "no case %d to close with capital %s".formatted(t, capital));
    }
    int adoptedNow = adopted + (ending == Ending.ADOPTED ? 1 : 0);
    @Nullable Stake stake = open.get(t);
    if (stake == null) {
      return new Closed(new Purses(bySponsor, registrations, adoptedNow, open), Draw.NOTHING);
    }
    Draw back =
        new Draw(
            back(stake.draw().fast(), stake.alpha(), capital, ending),
            back(stake.draw().slow(), stake.alpha(), capital, ending));
    SequencedMap<String, Purse> purses = new LinkedHashMap<>(bySponsor);
    purses.put(stake.sponsor(), purseOf(purses, stake.sponsor()).plus(back));
    Map<Integer, Stake> stillOpen = new TreeMap<>(open);
    stillOpen.remove(t);
    return new Closed(new Purses(purses, registrations, adoptedNow, stillOpen), back);
  }

  private static BigDecimal back(
      BigDecimal amount, BigDecimal alpha, BigDecimal capital, Ending ending) {
    return switch (ending) {
      case NOT_ADOPTED -> Purse.down(amount.multiply(capital.min(BigDecimal.ONE)));
      case FORFEITED -> BigDecimal.ZERO;
      case ADOPTED -> beyondThreshold(amount, alpha, capital);
    };
  }

  /** ⌊g · max(0, min(1, K − 1/α_t))⌋; 1/α_t is a fraction, so the division comes last. */
  private static BigDecimal beyondThreshold(
      BigDecimal amount, BigDecimal alpha, BigDecimal capital) {
    BigDecimal above = capital.multiply(alpha).subtract(BigDecimal.ONE);
    if (above.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    return above.compareTo(alpha) >= 0
        ? amount
        : amount.multiply(above).divide(alpha, Purse.DECIMALS, RoundingMode.DOWN);
  }

  /**
   * Moves capital between two sponsors, as a change of the rules may.
   *
   * @throws IllegalArgumentException when the one has less, or either never registered
   */
  public Purses move(String from, String to, Draw amount) {
    SequencedMap<String, Purse> purses = new LinkedHashMap<>(bySponsor);
    purses.put(from, purseOf(purses, from).minus(amount));
    purses.put(to, purseOf(purses, to).plus(amount));
    return new Purses(purses, registrations, adopted, open);
  }

  private static Purse purseOf(Map<String, Purse> purses, String sponsor) {
    Purse purse = purses.get(sponsor);
    if (purse == null) {
      throw new IllegalArgumentException("%s has no purse in this program".formatted(sponsor));
    }
    return purse;
  }

  /** U: what is in the purses of all sponsors. */
  public BigDecimal total() {
    return bySponsor.values().stream().map(Purse::total).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
