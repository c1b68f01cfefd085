package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Without an improvement the capital is worth at most 1 on average, whenever anybody stops. */
class NullTest {
  private static final Bets BETS = Bets.of(EProcess.GRID);

  /** A law on two points, its chances exact decimals. */
  private record TwoPoints(int up, BigDecimal chance, int down) {
    static TwoPoints of(int up, String chance, int down) {
      return new TwoPoints(up, new BigDecimal(chance), down);
    }

    BigDecimal mean() {
      BigDecimal other = BigDecimal.ONE.subtract(chance);
      return chance.multiply(BigDecimal.valueOf(up)).add(other.multiply(BigDecimal.valueOf(down)));
    }
  }

  private static final List<TwoPoints> NULL_LAWS =
      List.of(
          TwoPoints.of(10_000, "0.5", -10_000),
          TwoPoints.of(8_000, "0.2", -2_000),
          TwoPoints.of(500, "0.95", -9_500),
          TwoPoints.of(10_000, "0.125", -1_429),
          TwoPoints.of(3_333, "0.5", -3_334),
          TwoPoints.of(10_000, "0.4", -10_000));

  private static final List<Predicate<List<Integer>>> STOPS =
      List.of(
          path -> path.size() >= 10,
          path -> capital(path).compareTo(new BigDecimal("1.2")) >= 0,
          path -> capital(path).compareTo(new BigDecimal("3")) >= 0,
          path -> capital(path).compareTo(new BigDecimal("0.9")) <= 0,
          path -> !path.isEmpty() && path.getLast() > 0,
          path -> path.size() >= 3 && path.getLast() < 0);

  @Test
  void everyStoppingRuleExpectsAtMostOneInExactArithmetic() {
    for (TwoPoints law : NULL_LAWS) {
      for (Predicate<List<Integer>> stop : STOPS) {
        BigDecimal expected = expectation(law, stop, List.of(), 10);
        assertThat(expected).isLessThanOrEqualTo(BigDecimal.ONE);
        if (law.mean().signum() == 0) {
          assertThat(expected).as("a fair game stays fair").isEqualByComparingTo("1");
        }
      }
    }
  }

  private static BigDecimal expectation(
      TwoPoints law, Predicate<List<Integer>> stop, List<Integer> path, int left) {
    if (left == 0 || stop.test(path)) {
      return capital(path);
    }
    BigDecimal up = expectation(law, stop, with(path, law.up()), left - 1);
    BigDecimal down = expectation(law, stop, with(path, law.down()), left - 1);
    return law.chance().multiply(up).add(BigDecimal.ONE.subtract(law.chance()).multiply(down));
  }

  private static List<Integer> with(List<Integer> path, int y) {
    List<Integer> longer = new ArrayList<>(path);
    longer.add(y);
    return longer;
  }

  private static BigDecimal capital(List<Integer> path) {
    EProcess process = EProcess.over(BETS);
    path.forEach(process::observe);
    return process.value();
  }

  @Test
  void atRandomTimesTheMeanCapitalStaysAtMostOne() {
    SplittableRandom random = new SplittableRandom(23);
    for (int law = 0; law < 40; law++) {
      int up = 1 + random.nextInt(10_000);
      int down = 1 + random.nextInt(10_000);
      double mean = 0;
      double squares = 0;
      int runs = 20_000;
      for (int run = 0; run < runs; run++) {
        double capital = stopped(random, up, law == 0 ? up : down);
        mean += capital / runs;
        squares += capital * capital / runs;
      }
      double standardError = Math.sqrt((squares - mean * mean) / runs);
      assertThat(mean).isLessThanOrEqualTo(1 + 4 * standardError);
    }
  }

  /** Up and down such that the mean is zero; stops by a coin, by luck, or after 50. */
  private static double stopped(SplittableRandom random, int up, int down) {
    EProcess process = EProcess.over(BETS);
    double greed = 1 + 9 * random.nextDouble();
    for (int n = 0; n < 50 && process.near() < greed && random.nextInt(40) > 0; n++) {
      process.observe(random.nextInt(up + down) < down ? up : -down);
    }
    return process.near();
  }
}
