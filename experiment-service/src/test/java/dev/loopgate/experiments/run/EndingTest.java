package dev.loopgate.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion.Flag;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EndingTest {
  private static final RunPlan PLAN =
      new RunPlan(
          new UUID(0, 1),
          new UUID(0, 2),
          null,
          "sha256:b",
          "sha256:c",
          "sha256:e",
          List.of(),
          List.of(),
          Isolation.BUBBLEWRAP,
          List.of("NETWORK_ATTEMPT"));

  @Test
  void candidatesSightingViolatesWhenThePlanNamesIt() {
    for (AttemptState state :
        List.of(AttemptState.SUCCEEDED, AttemptState.FAILED, AttemptState.LOST)) {
      Ending ending = ending(state, new Flag("NETWORK_ATTEMPT", "dns"));
      assertThat(ending.violation(Arm.CANDIDATE, PLAN)).contains("NETWORK_ATTEMPT").contains("dns");
      assertThat(ending.violation(Arm.BASELINE, PLAN)).isNull();
    }
    assertThat(
            ending(AttemptState.FAILED, new Flag("OUTPUT_FLOOD", "1 GB"))
                .violation(Arm.CANDIDATE, PLAN))
        .isNull();
  }

  @Test
  void sightingBehindAFloodOfOthersStillViolatesAndIsKept() {
    List<Flag> flood =
        Stream.concat(
                IntStream.range(0, 500).mapToObj(i -> new Flag("UNDECLARED_WRITE", "file " + i)),
                Stream.of(new Flag("NETWORK_ATTEMPT", "dns")))
            .toList();
    Ending ending = new Ending(AttemptState.SUCCEEDED, Isolation.HARDENED, "", flood);
    assertThat(ending.violation(Arm.CANDIDATE, PLAN)).contains("NETWORK_ATTEMPT");
    assertThat(Reports.kept(flood))
        .hasSize(100)
        .startsWith(new Flag("UNDECLARED_WRITE", "file 0"), new Flag("NETWORK_ATTEMPT", "dns"));
  }

  @Test
  void weakerIsolationThanDemandedViolatesInBothArms() {
    Ending weak = new Ending(AttemptState.SUCCEEDED, Isolation.PROCESS, "", List.of());
    assertThat(weak.violation(Arm.BASELINE, PLAN)).contains("BUBBLEWRAP");
    assertThat(weak.violation(Arm.CANDIDATE, PLAN)).contains("BUBBLEWRAP");
  }

  private static Ending ending(AttemptState state, Flag flag) {
    return new Ending(state, Isolation.BUBBLEWRAP, "it ended", List.of(flag));
  }
}
