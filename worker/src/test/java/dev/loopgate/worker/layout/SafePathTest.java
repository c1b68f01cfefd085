package dev.loopgate.worker.layout;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SafePathTest {
  /** Where the machine speaks ASCII only, that is every name of a file with an umlaut. */
  @Test
  void nameThatTheMachineCannotWriteIsRefusedAndNothingWorse() {
    assertThatThrownBy(() -> SafePath.resolve(Path.of("/root"), "out/\uD800"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("unsafe path");
  }
}
