package dev.loopgate.retrospect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StandingOutTest {
  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void oneRealGainIsNamedAmongLuckyKeeps() {
    double[] losses = noise(101);
    for (int i = 50; i < losses.length; i++) {
      losses[i] -= 6;
    }
    losses[50] = -8;
    RunAudit audit = SomeRun.audit(SomeRun.keptIfSmaller(losses), Noise.stated(1));
    assertThat(audit.outstanding()).extracting(KeepFinding::attempt).containsExactly(50);
    KeepFinding found = audit.outstanding().getFirst();
    assertThat(found.low()).isLessThan(6);
    assertThat(found.high()).isGreaterThan(6);
  }

  @Test
  void inNoiseAloneNoneIsNamedInNineteenLogsOfTwenty() {
    int named = 0;
    for (int i = 0; i < 400; i++) {
      RunLog log = SomeRun.keptIfSmaller(noise(101));
      named += names(JudgeKeeps.of(log, Noise.shownBy(log))) ? 1 : 0;
    }
    assertThat(named).isLessThan(30); // 20 are expected at most; 30 are more than two errors above
  }

  @Test
  void keepThatWasNotBetterIsNeverNamed() {
    RunLog log =
        SomeRun.table(
            SomeRun.HEADER + "a\t1\t1\tkeep\tx\nb\t0.5\t1\tkeep\tx\nc\t0.8\t1\tkeep\tsimpler\n");
    RunAudit audit = SomeRun.audit(log, Noise.stated(0.01));
    assertThat(audit.outstanding()).extracting(KeepFinding::name).containsExactly("b");
    assertThat(TextReport.of(audit)).contains("1 keep was not better than the best before");
  }

  @Test
  void luckAloneKeepsAsManyAsThereAreRecords() {
    Luck luck = new LuckyLoop(new double[100], 2, random).luck();
    assertThat(luck.keeps()).isBetween(3.9, 4.5); // 1/2 + 1/3 + … + 1/101 = 4.2
    assertThat(luck.gain()).isBetween(4.6, 5.5); // the least of 101: 2.5 standard deviations
    assertThat(luck.low()).isLessThan(luck.gain());
    assertThat(luck.high()).isGreaterThan(luck.gain());
  }

  @Test
  void theSameSeedGivesTheSameAnswer() {
    RunLog log = SomeRun.keptIfSmaller(noise(60));
    assertThat(SomeRun.audit(log, Noise.stated(1))).isEqualTo(SomeRun.audit(log, Noise.stated(1)));
  }

  private static boolean names(List<KeepFinding> findings) {
    return findings.stream().anyMatch(KeepFinding::standsOut);
  }

  private double[] noise(int size) {
    double[] losses = new double[size];
    for (int i = 0; i < size; i++) {
      losses[i] = random.nextGaussian();
    }
    return losses;
  }
}
