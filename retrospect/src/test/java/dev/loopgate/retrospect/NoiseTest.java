package dev.loopgate.retrospect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loopgate.retrospect.Noise.Source;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void neighboursShowTheNoise() {
    double[] losses = random.doubles(2_000, 0, 1).map(_ -> random.nextGaussian()).toArray();
    assertThat(Noise.ofNeighbours(losses).sd()).isCloseTo(1, within(0.08));
  }

  @Test
  void attemptsThatHurtDoNotMakeItMuchLarger() {
    double[] losses = new double[2_000];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = random.nextGaussian() + (random.nextInt(4) == 0 ? 50 : 0);
    }
    assertThat(Noise.ofNeighbours(losses).sd()).isBetween(0.9, 1.6);
  }

  @Test
  void levelsThatShiftDoNotMakeItMuchLarger() {
    double[] losses = new double[500];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = random.nextGaussian() - 10 * (i / 100);
    }
    assertThat(Noise.ofNeighbours(losses).sd()).isBetween(0.85, 1.3);
  }

  @Test
  void repeatsOfAConfigurationAreBelievedFirst() {
    StringBuilder rows = new StringBuilder("config,loss,status\nbase,1.0,keep\n");
    for (int i = 0; i < 40; i++) {
      rows.append("c").append(i % 8).append(',');
      rows.append(i % 8 + 0.01 * random.nextGaussian()).append(",discard\n");
    }
    RunLog log = SomeRun.table(rows.toString(), new TableOptions(null, null, Direction.MINIMIZE));
    Noise noise = Noise.shownBy(log);
    assertThat(noise.source()).isEqualTo(Source.REPEATS);
    assertThat(noise.observations()).isEqualTo(32);
    assertThat(noise.sd()).isCloseTo(0.01, within(0.003));
  }

  @Test
  void tooFewAttemptsShowNone() {
    RunLog log = SomeRun.keptIfSmaller(1, 0.9, 0.95);
    Noise noise = Noise.shownBy(log);
    assertThat(noise.source()).isEqualTo(Source.UNKNOWN);
    assertThat(TextReport.of(SomeRun.audit(log, noise)))
        .contains("the noise is not known. --seed-sd states it");
  }

  @Test
  void whatIsAlwaysTheSameShowsNone() {
    assertThat(Noise.ofNeighbours(new double[100]).isKnown()).isFalse();
  }

  @Test
  void statedNoiseIsMoreThanZero() {
    assertThatThrownBy(() -> Noise.stated(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Noise.stated(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
