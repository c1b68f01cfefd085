package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import org.junit.jupiter.api.Test;

class EffectTextTest {
  @Test
  void minimisedMetricThatGotBetterFell() {
    assertThat(EffectText.change("loss", Direction.MINIMIZE, 0.012))
        .isEqualTo("loss fell by 0.012 (better)");
    assertThat(EffectText.change("loss", Direction.MAXIMIZE, -0.012))
        .isEqualTo("loss fell by 0.012 (worse)");
    assertThat(EffectText.signed(Direction.MINIMIZE, 0.012)).isEqualTo("−0.012");
    assertThat(EffectText.signed(Direction.MAXIMIZE, 1 / 3.0)).isEqualTo("+0.3333");
    assertThat(EffectText.signed(Direction.MINIMIZE, 0.0)).isEqualTo("0");
  }

  @Test
  void endsOfAnIntervalChangePlacesWithTheSign() {
    assertThat(EffectText.interval(Direction.MAXIMIZE, -0.01, 0.02)).isEqualTo("[−0.01, +0.02]");
    assertThat(EffectText.interval(Direction.MINIMIZE, -0.01, 0.02)).isEqualTo("[−0.02, +0.01]");
  }

  @Test
  void whatIsNotKnownIsADash() {
    assertThat(EffectText.interval(Direction.MINIMIZE, 0.01, null)).isEqualTo("[–, −0.01]");
    assertThat(EffectText.interval(Direction.MINIMIZE, null, null)).isEqualTo("–");
    assertThat(EffectText.signed(Direction.MAXIMIZE, null)).isEqualTo("–");
    assertThat(EffectText.change("loss", Direction.MAXIMIZE, null)).contains("never measured");
  }

  @Test
  void enormousNumbersStayShort() {
    assertThat(EffectText.signed(Direction.MAXIMIZE, 1e300)).isEqualTo("+1E+300");
    assertThat(EffectText.signed(Direction.MAXIMIZE, -4.9e-324)).isEqualTo("−4.941E-324");
  }
}
