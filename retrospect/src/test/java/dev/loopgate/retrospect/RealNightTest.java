package dev.loopgate.retrospect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopgate.retrospect.Noise.Source;
import dev.loopgate.retrospect.RunAudit.Counts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The log of a real night; its figures were counted by hand. */
class RealNightTest {
  private final RunLog log = read();

  private static RunLog read() {
    try {
      return ReadLog.at(SomeRun.REAL, TableOptions.NONE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void itsFiguresAreTold() {
    RunAudit audit = SomeRun.audit(log, Noise.shownBy(log));
    assertThat(audit.counts()).isEqualTo(new Counts(125, 22, 102, 1, 0));
    assertThat(audit.claim().gain()).isCloseTo(0.028214, within(1e-9));
    assertThat(audit.claim().medianGain()).isCloseTo(0.00046, within(0.000005));
    assertThat(audit.skipped().count()).isZero();
  }

  @Test
  void atItsOwnNoiseTheLargeGainsStandOut() {
    RunAudit audit = SomeRun.audit(log, Noise.shownBy(log));
    assertThat(audit.noise().source()).isEqualTo(Source.NEIGHBOURS);
    assertThat(audit.noise().sd()).isBetween(0.0006, 0.0009);
    assertThat(audit.outstanding())
        .extracting(KeepFinding::name)
        .contains("bea057b", "7f2a65c", "7d047e4", "1a85362")
        .hasSizeLessThan(12);
  }

  @Test
  void atTheNoiseOfAnotherSettingFewDo() {
    RunAudit audit = SomeRun.audit(log, Noise.stated(0.002));
    assertThat(audit.outstanding())
        .extracting(KeepFinding::name)
        .containsExactly("bea057b", "7d047e4", "1a85362");
    assertThat(TextReport.of(audit)).containsPattern("too large for\\s+this\\s+run");
  }

  @Test
  void theLuckOfTheLastKeepIsTakenOff() {
    RunAudit audit = SomeRun.audit(log, Noise.shownBy(log));
    assertThat(audit.luck()).isNotNull();
    assertThat(audit.luck().gain()).isBetween(0.0005, 0.003);
    assertThat(audit.luck().keeps()).isBetween(4.0, 15.0);
    assertThat(TextReport.of(audit))
        .contains("7 of 22 keeps stand out", "What the log cannot tell");
  }

  @Test
  void everyIntervalOfAnOutstandingKeepIsAboveZero() {
    RunAudit audit = SomeRun.audit(log, Noise.shownBy(log));
    assertThat(audit.keeps())
        .allSatisfy(keep -> {
          assertThat(keep.low()).isNotNull();
          assertThat(keep.low() > 0).isEqualTo(keep.standsOut());
        });
  }
}
