package dev.loopgate.experiments.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.testkit.DrawnStates;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExperimentStateTest {
  private static final DrawnStates DRAWN = DrawnStates.of("Experiment");

  @Test
  void thePageDrawsEveryState() {
    DRAWN.requireExactly(ExperimentState.values());
  }

  @ParameterizedTest
  @EnumSource
  void everyDrawnMoveIsMadeAndNoOther(ExperimentState from) {
    for (ExperimentState to : ExperimentState.values()) {
      Experiment experiment = Experiment.begin(new UUID(0, 1), ExperimentKind.IDEA, from);
      if (DRAWN.after(from.name()).contains(to.name())) {
        experiment.become(to);
        assertThat(experiment.state()).isEqualTo(to);
      } else {
        assertThatThrownBy(() -> experiment.become(to))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageEndingWith("is %s and cannot become %s".formatted(from, to));
        assertThat(experiment.state()).isEqualTo(from);
      }
    }
  }
}
