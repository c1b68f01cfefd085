package dev.loopgate.reviews.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.reviews.policy.TestPolicies;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfModificationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluator/Evaluate.java",
        "src/Agent.java",
        "src/loop/PROMPTS/system.txt",
        "scaffold.test.py",
        "a/sandbox"
      })
  void whatIsCalledSoIsPartOfTheLoopItself(String path) {
    assertThat(SelfModification.in(List.of("config.json", path))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "src/Train.java", "src/agentless.py", ".agentrc"})
  void ordinaryFilesAreNot(String path) {
    assertThat(SelfModification.in(List.of(path))).isFalse();
  }

  @Test
  void nothingTouchedModifiesNothing() {
    assertThat(SelfModification.in(List.of())).isFalse();
  }

  @Test
  void standardAsksForSafetyWhereTheLoopItselfChangesAndForNobodyElseOtherwise() {
    Policy standard = Objects.requireNonNull(TestPolicies.shipped("standard").policy());

    assertThat(standard.terms(dev.loopgate.contracts.reviews.ReviewKind.ADOPTION).quorum())
        .anyMatch(part ->
            part.name().equals("safety") && "idea.selfModification".equals(part.appliesWhen()));
  }
}
