package dev.loopgate.ideas.rulechange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Difference;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Evaluator;
import dev.loopgate.ideas.program.ReadProgramFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleDifferencesTest {
  private static final Evaluator SAME = new Evaluator("sha256:a", "sha256:a", null);
  private static final String FILE =
      """
      apiVersion: loopgate.dev/v1
      kind: Program
      metadata: {name: digits, title: Digits}
      spec:
        objective: {metric: accuracy, direction: maximize, minimumEffect: 0.0}
        guards: [{metric: log_loss, direction: minimize, margin: 0.02}]
        source: {directory: .}
        paths: {editable: [config.json], sealed: [evaluator/**]}
        stages:
          - {name: train, command: [java, Train.java], produces: [model/], timeout: 2m}
          - {name: evaluate, command: [java, Evaluate.java], trusted: true, timeout: 1m}
        replication: {minSeeds: 6, maxSeeds: 40, errorRate: 0.05}
        policy: standard
      """;

  @Test
  void theSameFileChangesNoRule() {
    assertThat(RuleDifferences.between(spec(FILE), spec(FILE), SAME)).isEmpty();
  }

  @Test
  void titleSourceAndGeneratorAreNoRules() {
    ProgramSpec after =
        spec(
            FILE.replace("title: Digits", "title: Other")
                .replace("{directory: .}", "{git: 'https://example.org/x.git', ref: main}")
                .replace(
                    "policy: standard",
                    "policy: standard\n  generator: {kind: evolve, file: config.json, parameters: {a: {min: 0, max: 1}}}"));

    assertThat(RuleDifferences.between(spec(FILE), after, SAME)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metric: accuracy    | metric: f1                          | objective   | true",
        "margin: 0.02        | margin: 0.5                         | guards      | true",
        "[config.json]       | [config.json, x.json]               | paths       | true",
        "timeout: 2m         | timeout: 3m                         | stages      | true",
        "errorRate: 0.05     | errorRate: 0.5                      | replication | false",
        "minSeeds: 6         | minSeeds: 2                         | replication | false",
        "policy: standard    | policy: lax                         | policy      | false",
        "policy: standard    | 'policy: standard\n  budget: {concurrentRuns: 9}' | budget | false",
        "policy: standard    | 'policy: standard\n  tripwires: {invalidate: []}' | tripwires | false",
        "policy: standard    | 'policy: standard\n  canaries: {every: 9}'        | canaries  | false"
      })
  void whatJudgesIsARuleAndWhatMeasuresIsMeasuredAgain(
      String from, String to, String field, boolean remeasured) {
    List<Difference> changes =
        RuleDifferences.between(spec(FILE), spec(FILE.replace(from, to)), SAME);

    assertThat(changes).extracting(Difference::field).containsExactly(field);
    assertThat(RuleDifferences.concernMeasurement(changes)).isEqualTo(remeasured);
  }

  @Test
  void bothSidesAreShownAsJsonValues() {
    ProgramSpec after =
        spec(
            FILE.replace("errorRate: 0.05", "errorRate: 0.01")
                .replace("policy: standard", "policy: lax\n  budget: {concurrentRuns: 9}"));

    assertThat(RuleDifferences.between(spec(FILE), after, SAME))
        .containsExactly(
            new Difference(
                "replication",
                Map.of("minSeeds", 6, "maxSeeds", 40, "errorRate", 0.05),
                Map.of("minSeeds", 6, "maxSeeds", 40, "errorRate", 0.01)),
            new Difference("budget", null, Map.of("concurrentRuns", 9)),
            new Difference("policy", "standard", "lax"));
  }

  @Test
  void otherSealedFilesAreARuleThatIsShownByDigest() {
    List<Difference> changes =
        RuleDifferences.between(
            spec(FILE), spec(FILE), new Evaluator("sha256:a", "sha256:b", "sha256:c"));

    assertThat(changes).containsExactly(new Difference("evaluator", "sha256:a", "sha256:b"));
    assertThat(RuleDifferences.concernMeasurement(changes)).isTrue();
  }

  private static ProgramSpec spec(String file) {
    return ReadProgramFile.from(file.getBytes(StandardCharsets.UTF_8)).spec();
  }
}
