package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.ProgramSpec.Canaries;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CanaryTest extends LoopTest {
  @Test
  void canaryThatImprovesIsInvalidAndPassed() {
    ScriptedProgram program = program("canary");
    program.canary = CanaryKind.NO_CHANGE;
    Idea idea = running(program.apply());
    assertThat(experiment(idea.key()).getString("canary")).isNull();

    JsonPath experiment = conclude(idea, lease -> ok(lease, accuracy(lease, "0.95")));

    assertThat(experiment.getString("verdict.outcome")).isEqualTo("INVALID");
    assertThat(experiment.getString("reason")).startsWith("canary passed: ");
    assertThat(experiment.getString("canary")).isEqualTo("NO_CHANGE");
    assertThat(experiment.getBoolean("canaryPassed")).isTrue();
    JsonPath concluded = event("experiment.concluded", experiment.getString("id"));
    assertThat(concluded.getString("canary")).isEqualTo("NO_CHANGE");
    assertThat(concluded.getBoolean("canaryPassed")).isTrue();
  }

  @Test
  void everyIdeaOfAnImpossibleProgramIsACanary() {
    ScriptedProgram program = program("impossible");
    program.canaries = new Canaries(null, true);
    Idea idea = running(program.apply());

    JsonPath experiment = conclude(idea, lease -> ok(lease, accuracy(lease, "0.95")));

    assertThat(experiment.getString("canary")).isEqualTo("IMPOSSIBLE");
    assertThat(experiment.getBoolean("canaryPassed")).isTrue();
    assertThat(experiment.getDouble("verdict.effect")).isGreaterThan(0.1);
  }

  @Test
  void canaryThatFailsAsItShouldIsJudgedLikeAnyIdeaAndShownToPeopleOnly() {
    ScriptedProgram program = program("quiet-canary");
    program.canary = CanaryKind.NO_CHANGE;
    Idea idea = running(program.apply());

    JsonPath experiment = conclude(idea, lease -> ok(lease, accuracy(lease, null)));

    assertThat(experiment.getString("verdict.outcome")).isEqualTo("NOT_SHOWN");
    assertThat(experiment.getBoolean("canaryPassed")).isFalse();
    for (var other : java.util.List.of(agent(), peer())) {
      JsonPath seen = other.get("/api/v1/experiments/" + idea.key()).jsonPath();
      assertThat(seen.getString("verdict.outcome")).isEqualTo("NOT_SHOWN");
      assertThat(seen.getMap("$")).doesNotContainKeys("canary", "canaryPassed");
    }
  }
}
