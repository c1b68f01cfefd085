package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.experiments.verdict.Purse.Draw;
import dev.loopgate.experiments.verdict.Purses.Closed;
import dev.loopgate.experiments.verdict.Purses.Ending;
import dev.loopgate.experiments.verdict.Purses.Registered;
import dev.loopgate.experiments.verdict.Purses.Stake;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PursesTest {
  private static final BigDecimal ALPHA = new BigDecimal("0.05");
  private static final String ADA = "ada";
  private static final String BOB = "bob";

  /** t, gF, gS, α_t, 1/α_t, K, adopted, F after, S after. */
  private static final List<String> PUBLISHED =
      List.of(
          "0.02 0.016666666666666 0.001833333333333 545.454546 0.6 no 0.492 0.493333333333333",
          "0.01968 0.015913978494623 0.001779698924731 561.892794 1.2 no 0.492 0.493333333333333",
          "0.01968 0.015416666666666 0.001754833333333 569.854688 0.3 no 0.478224 0.482541666666666",
          "0.01912896 0.014622474747474 0.001687571737373 592.567402 900 yes 0.478224 0.482541666666666",
          "0.01912896 0.014192401960784 0.003332136196078 300.107782 0.55 no 0.469615968 0.476155085784313",
          "0.01878463872 0.013604431022408 0.00323890697424 308.746132 2000 no 0.469615968 0.476155085784313",
          "0.01878463872 0.013226530160675 0.003201116888067 312.390967 0.6 no 0.462102112512 0.470864473720043",
          "0.01848408450048 0.012726066857298 0.003121015135777 320.408572 1200 yes 0.462102112512 0.470864473720043",
          "0.01848408450048 0.012391170361053 0.004631288229229 215.922645 1 no 0.462102112512 0.470864473720043",
          "0.01848408450048 0.012073448044103 0.004583629881687 218.167703 0.02 no 0.443987709701529 0.459032494636822");

  @Test
  void purseIsThePublishedOneAfterEachIdea() {
    List<String> table = new ArrayList<>();
    Purses purses = Purses.fresh();
    for (String row : PUBLISHED) {
      String[] cells = row.split(" ");
      Registered registered = purses.register(ADA, ALPHA);
      Ending ending = cells[5].equals("yes") ? Ending.ADOPTED : Ending.NOT_ADOPTED;
      purses = close(registered, cells[4], ending).after();
      Stake stake = registered.stake();
      Purse purse = purse(purses, ADA);
      table.add(
          String.join(
              " ",
              plain(stake.draw().fast()),
              plain(stake.draw().slow()),
              plain(stake.alpha()),
              plain(ErrorBudget.threshold(stake.alpha())),
              cells[4],
              cells[5],
              plain(purse.fast()),
              plain(purse.slow())));
    }
    assertThat(table).isEqualTo(PUBLISHED);
    assertThat(purses.registrations()).isEqualTo(10);
    assertThat(purses.adopted()).isEqualTo(2);
    assertThat(purses.open()).isEmpty();
  }

  @Test
  void secondSponsorTakesTheHalfOfEachPurse() {
    Registered second = afterFive().register(BOB, ALPHA);
    Purse first = purse(second.after(), ADA);
    assertThat(plain(first.fast())).isEqualTo("0.234807984");
    assertThat(plain(first.slow())).isEqualTo("0.238077542892157");
    assertThat(plain(second.stake().draw().fast())).isEqualTo("0.00939231936");
    assertThat(plain(second.stake().draw().slow())).isEqualTo("0.007935918096405");
    assertThat(plain(second.stake().alpha())).isEqualTo("0.00173282374564");
    assertThat(plain(ErrorBudget.threshold(second.stake().alpha()))).isEqualTo("577.092739");
    Purse his = purse(second.after(), BOB);
    assertThat(his.fast().add(second.stake().draw().fast())).isEqualByComparingTo("0.234807984");
    assertThat(his.slow().add(second.stake().draw().slow()))
        .isEqualByComparingTo("0.238077542892156");
  }

  private static Purses afterFive() {
    Purses purses = Purses.fresh();
    for (String row : PUBLISHED.subList(0, 5)) {
      String[] cells = row.split(" ");
      Ending ending = cells[5].equals("yes") ? Ending.ADOPTED : Ending.NOT_ADOPTED;
      purses = close(purses.register(ADA, ALPHA), cells[4], ending).after();
    }
    return purses;
  }

  @Test
  void nobodysFloodMovesAnothersThreshold() {
    Purses purses = afterFive().register(BOB, ALPHA).after();
    Stake before = purses.quote(ADA, ALPHA);
    SplittableRandom random = new SplittableRandom(61);
    for (int i = 0; i < 10_000; i++) {
      Registered registered = purses.register(BOB, ALPHA);
      String capital = List.of("1", "0.001", "40").get(random.nextInt(3));
      purses =
          close(registered, capital, random.nextInt(2) == 0 ? Ending.NOT_ADOPTED : Ending.FORFEITED)
              .after();
    }
    Stake after = purses.quote(ADA, ALPHA);
    assertThat(after.alpha()).isEqualTo(before.alpha());
    assertThat(after.draw()).isEqualTo(before.draw());
    assertThat(purses.quote(BOB, ALPHA).alpha()).isLessThan(before.alpha());
  }

  @Test
  void withdrawalBeforeTheFirstPairCostsNothing() {
    Purses purses = Purses.fresh().register(ADA, ALPHA).after();
    Closed closed = purses.close(1, BigDecimal.ONE, Ending.NOT_ADOPTED);
    assertThat(closed.after().total()).isEqualByComparingTo("1");
    assertThat(closed.back().total()).isEqualByComparingTo("0.036666666666666");
  }

  @Test
  void nothingComesBackWhileACaseIsOpenNorTwice() {
    Purses purses = Purses.fresh().register(ADA, ALPHA).after();
    assertThat(purses.total()).isEqualByComparingTo("0.963333333333334");
    Purses closed = purses.close(1, BigDecimal.ONE, Ending.NOT_ADOPTED).after();
    assertThat(closed.close(1, BigDecimal.ONE, Ending.NOT_ADOPTED).after().total())
        .isEqualByComparingTo(closed.total());
    assertThatThrownBy(() -> closed.close(2, BigDecimal.ONE, Ending.NOT_ADOPTED))
        .hasMessageContaining("no case 2");
  }

  @Test
  void adoptionPaysTheThresholdAndNoMore() {
    Registered registered = Purses.fresh().register(ADA, ALPHA);
    BigDecimal threshold = ErrorBudget.threshold(registered.stake().alpha());
    assertThat(back(registered, threshold.toPlainString())).isLessThan(new BigDecimal("1e-6"));
    assertThat(back(registered, threshold.add(new BigDecimal("0.5")).toPlainString()))
        .isBetween(new BigDecimal("0.018333"), new BigDecimal("0.018334"));
    assertThat(back(registered, "1000000")).isEqualTo(registered.stake().draw().total());
    assertThat(back(registered, "1")).isZero();
  }

  private static BigDecimal back(Registered registered, String capital) {
    return close(registered, capital, Ending.ADOPTED).back().total();
  }

  @Test
  void whatIsForfeitedIsGone() {
    Registered registered = Purses.fresh().register(ADA, ALPHA);
    Closed closed = close(registered, "900", Ending.FORFEITED);
    assertThat(closed.back().total()).isZero();
    assertThat(closed.after().adopted()).isZero();
  }

  @Test
  void levelIsNeverAboveTheErrorRate() {
    assertThat(Purses.alpha(ALPHA, new BigDecimal("0.03"), 1_000)).isEqualByComparingTo(ALPHA);
  }

  @Test
  void programUnderVersionOneGoesOver() {
    SequencedMap<String, Integer> registrations = new LinkedHashMap<>();
    registrations.put(ADA, 5);
    registrations.put(BOB, 2);
    Purses purses = Purses.afterVersion1(new BigDecimal("0.1"), registrations, 3);
    assertThat(purse(purses, ADA))
        .isEqualTo(new Purse(new BigDecimal("0.225"), new BigDecimal("0.225"), 5));
    assertThat(purses.total()).isEqualByComparingTo("0.9");
    Registered eighth = purses.register(BOB, ALPHA);
    assertThat(eighth.stake().t()).isEqualTo(8);
    assertThat(eighth.stake().adoptedBefore()).isEqualTo(3);
    assertThat(eighth.stake().draw().slow())
        .isEqualByComparingTo(
            new BigDecimal("0.225").divide(new BigDecimal("32"), 15, RoundingMode.DOWN));
    Closed old = eighth.after().close(4, new BigDecimal("700"), Ending.ADOPTED);
    assertThat(old.back().total()).isZero();
    assertThat(old.after().adopted()).isEqualTo(4);
    assertThat(Purses.afterVersion1(BigDecimal.ZERO, new LinkedHashMap<>(), 0))
        .isEqualTo(Purses.fresh());
  }

  @Test
  void purseNeverHoldsMoreThanItWasGivenWhateverHappens() {
    SplittableRandom random = new SplittableRandom(67);
    for (int program = 0; program < 50; program++) {
      Purses purses = Purses.fresh();
      List<Stake> open = new ArrayList<>();
      for (int step = 0; step < 200; step++) {
        if (open.isEmpty() || random.nextBoolean()) {
          Registered registered = purses.register("sponsor-" + random.nextInt(4), ALPHA);
          purses = registered.after();
          open.add(registered.stake());
        } else {
          Stake stake = open.remove(random.nextInt(open.size()));
          BigDecimal capital = BigDecimal.valueOf(Math.exp(4 * random.nextGaussian()));
          Ending ending = List.of(Ending.values()).get(random.nextInt(3));
          BigDecimal before = purses.total();
          Closed closed = purses.close(stake.t(), capital, ending);
          purses = closed.after();
          assertThat(purses.total()).isEqualByComparingTo(before.add(closed.back().total()));
          assertThat(closed.back().total()).isLessThanOrEqualTo(stake.draw().total());
        }
        BigDecimal staked =
            open.stream().map(s -> s.draw().total()).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(purses.total().add(staked)).isLessThanOrEqualTo(BigDecimal.ONE);
      }
    }
  }

  @Test
  void capitalMovesBetweenSponsorsOnlyWhereItIs() {
    Purses purses = afterFive().register(BOB, ALPHA).after();
    Draw amount = new Draw(new BigDecimal("0.1"), BigDecimal.ZERO);
    Purses moved = purses.move(ADA, BOB, amount);
    assertThat(moved.total()).isEqualByComparingTo(purses.total());
    assertThat(purse(moved, BOB).fast())
        .isEqualByComparingTo(purse(purses, BOB).fast().add(amount.fast()));
    assertThatThrownBy(() -> moved.move(ADA, BOB, new Draw(BigDecimal.ONE, BigDecimal.ZERO)))
        .hasMessageContaining("never holds");
    assertThatThrownBy(() -> moved.move("eve", BOB, amount)).hasMessageContaining("eve");
  }

  private static Closed close(Registered registered, String capital, Ending ending) {
    return registered.after().close(registered.stake().t(), new BigDecimal(capital), ending);
  }

  private static Purse purse(Purses purses, String sponsor) {
    Purse purse = purses.bySponsor().get(sponsor);
    assertThat(purse).isNotNull();
    return purse;
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
