package dev.loopgate.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.IsolationOffered;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import dev.loopgate.testkit.Eventually;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OfferedSandboxTest extends LoopTest {
  @Test
  void whatWasClearedForASandboxIsNotLentToAWorkerWithoutOne() {
    ScriptedProgram program = program("caged").apply();
    Idea idea = program.propose();
    program.clear(idea, Isolation.BUBBLEWRAP);
    registerAndLog(program, idea);
    waitForState(idea.key(), "RUNNING");
    ScriptedWorker plain = new ScriptedWorker("offers-plain", "elsewhere", Isolation.PROCESS, "x");

    assertThat(plain.leaseOf(program)).isEmpty();

    assertThat(worker.mustLease(program).arm()).isNotBlank();
  }

  @Test
  void theStrongestSandboxIsToldWhenItChangesAndNotAgain() {
    Eventually.holds(
        "an offer of " + Isolation.BUBBLEWRAP, () -> offers().getLast().equals("BUBBLEWRAP"));
    int told = offers().size();

    new ScriptedWorker("offers-again", Isolation.BUBBLEWRAP);
    new ScriptedWorker("offers-less", Isolation.PROCESS);

    assertThat(offers()).hasSize(told);
  }

  private static List<String> offers() {
    return toldOf(IsolationOffered.TYPE).stream()
        .map(event -> JsonPath.from(Json.write(event)).getString("data.strongest"))
        .toList();
  }
}
