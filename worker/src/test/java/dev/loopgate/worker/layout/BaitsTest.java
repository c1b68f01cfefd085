package dev.loopgate.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BaitsTest {
  @Test
  void baitsLieWhereAGlobCertainlyMatches() {
    assertThat(Baits.paths("evaluator/**"))
        .containsExactly("evaluator/README", "evaluator/labels.csv", "evaluator/seeds.txt");
    assertThat(Baits.paths("data/test.csv")).containsExactly("data/test.csv");
    assertThat(Baits.paths("data/*.json")).contains("data/README.json");
    assertThat(Baits.paths("secret/")).contains("secret/README");
    assertThat(Baits.paths("**/*.key")).isEmpty();
  }
}
