package dev.loopgate.wire.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.wire.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
  private static final String CURRENT = "sha256:aa";

  @ParameterizedTest
  @ValueSource(strings = {"\"sha256:aa\"", "sha256:aa", " \"sha256:aa\" "})
  void theCurrentDigestPasses(String header) {
    assertThatCode(() -> IfMatch.require(header, CURRENT, "dossier")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void withoutAHeaderTheAnswerIs428(@Nullable String header) {
    assertStatus(header, 428);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"sha256:bb\"", "*", "\"", "\"\"", "W/\"sha256:aa\"", "\"sha256:aa\", \"x\""})
  void anythingElseIs412(String header) {
    assertStatus(header, 412);
  }

  @Test
  void theRefusalNamesTheCurrentDigest() {
    assertThatThrownBy(() -> IfMatch.require("old", CURRENT, "dossier"))
        .hasMessageContaining(CURRENT)
        .hasMessageContaining("old");
  }

  private static void assertStatus(@Nullable String header, int status) {
    assertThatThrownBy(() -> IfMatch.require(header, CURRENT, "dossier"))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
  }
}
