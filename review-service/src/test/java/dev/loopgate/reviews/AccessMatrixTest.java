package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.testkit.matrix.AccessMatrix;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccessMatrixTest extends DeskTest {
  @Test
  void everyOperationAnswersEveryCallerAsItsContractSays() {
    new AccessMatrix().verify(9);
  }

  @Test
  void noDetourOpensWhatIsClosed() {
    new AccessMatrix().verifyDetours();
  }

  @Test
  void nothingIsServedBesidesTheOperations() {
    new AccessMatrix().verifyOtherAddresses();
  }

  /** A new name here is a decision about the first promise, not a formality. */
  @Test
  void agentsOnlyAnnounceTheirTokensAndStopTheLoopHere() {
    assertThat(new AccessMatrix().changesOpenTo(PrincipalKind.AGENT))
        .containsExactlyInAnyOrder("announceToken", "stop");
  }
}
