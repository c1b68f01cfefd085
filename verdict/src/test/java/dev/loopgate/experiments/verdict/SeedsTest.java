package dev.loopgate.experiments.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SeedsTest {
  private static final String SECRET =
      "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
  private static final UUID EXPERIMENT = UUID.fromString("01990000-0000-7000-8000-000000000001");

  @Test
  void seedsAndOrderAreThoseThatAnotherLanguageDraws() {
    Seeds seeds = Seeds.of(EXPERIMENT, SECRET);
    assertThat(new long[] {seeds.seed(0), seeds.seed(1), seeds.seed(2)})
        .containsExactly(625754952, 1554848811, 264727293);
    assertThat(new boolean[] {seeds.candidateFirst(0), seeds.candidateFirst(1)})
        .containsExactly(false, false);
  }

  @Test
  void commitmentIsTheHashOfTheSecret() {
    assertThat(Seeds.commitment(SECRET))
        .isEqualTo("sha256:4773d12e2371bb935b9a0f5439b4a1c3ad3f2414b86980f8418d1cfabdfadfef");
  }

  @Test
  void secretThatIsNoHexIsRefused() {
    assertThatThrownBy(() -> Seeds.of(EXPERIMENT, "xyz"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
