package dev.loopgate.ideas.workspace;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.wire.path.Globs;
import dev.loopgate.wire.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeRulesTest {
  private final ChangeRules rules =
      new ChangeRules(Globs.of(List.of("src/**")), Globs.of(List.of("src/evaluator/**")));

  @Test
  void whatIsEditableMayChange() {
    assertThatCode(() -> rules.checkPath("src/Train.java", 1)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "src/evaluator/Evaluate.java, the file is sealed",
    "README.md, the file is not editable"
  })
  void whatIsSealedOrNotEditableMayNot(String path, String why) {
    assertThatThrownBy(() -> rules.checkPath(path, 1))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(why);
  }
}
