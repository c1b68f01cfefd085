package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/** Leads ideas through the whole loop with a worker that does what a test says. */
abstract class LoopTest extends ServiceTest {
  private static final int[] GAINS = {4, -1, 5, 4, 6, 6, 5, 6, 6, 6};

  ScriptedWorker worker;

  @BeforeEach
  void registerWorker() {
    worker = new ScriptedWorker("life", Isolation.BUBBLEWRAP);
  }

  /** An idea of the program whose experiment may run now. */
  Idea running(ScriptedProgram program) {
    return running(program, lease -> ok(lease, accuracy(lease, null)));
  }

  Idea running(ScriptedProgram program, Function<Lease, Completion> ofBaseline) {
    Idea idea = program.propose();
    program.clear(idea);
    worker.workUntil(() -> is(idea, "REGISTERED"), ofBaseline);
    log(program, idea);
    waitForState(idea.key(), "RUNNING");
    return idea;
  }

  void registerAndLog(ScriptedProgram program, Idea idea) {
    worker.workUntil(() -> is(idea, "REGISTERED"), lease -> ok(lease, accuracy(lease, null)));
    log(program, idea);
  }

  static void log(ScriptedProgram program, Idea idea) {
    JsonPath experiment = experiment(idea.key());
    program.log(experiment.getString("id"), experiment.getString("registrationDigest"));
  }

  JsonPath conclude(Idea idea, Function<Lease, Completion> script) {
    worker.workUntil(() -> is(idea, "CONCLUDED"), script);
    return experiment(idea.key());
  }

  void conclude(Idea idea, Lease begun, Function<Lease, Completion> script) {
    ScriptedWorker.complete(begun, script.apply(begun)).then().statusCode(204);
    conclude(idea, script);
  }

  /** Whether somebody saw the same and came to the same verdict, digit by digit. */
  static void assertSame(JsonPath expected, JsonPath actual) {
    for (String part :
        List.of(
            "verdict.outcome",
            "verdict.effect",
            "verdict.low",
            "verdict.high",
            "verdict.eValue",
            "verdict.pairs",
            "verdict.reason",
            "evidence.pairs.index",
            "evidence.pairs.baseline",
            "evidence.pairs.candidate",
            "evidence.pairs.failure",
            "evidence.pairs.y")) {
      assertThat(actual.<Object>get(part)).as(part).isEqualTo(expected.get(part));
    }
  }

  /** What each run shows depends on its arm and the index of its pair only. */
  static Completion measured(Lease lease) {
    int index = READER.get("/api/v1/runs/" + lease.runId()).json().path("index").asInt();
    int gain = lease.arm().equals("candidate") ? GAINS[index % GAINS.length] : 0;
    return ok(lease, "0." + (80 + index % 3 + gain));
  }

  static JsonPath evidence(Idea idea) {
    return researcher().get("/api/v1/experiments/" + idea.key() + "/evidence").jsonPath();
  }

  static boolean is(Idea idea, String state) {
    return hasState(idea.key(), state);
  }

  /**
   * 0.80 to 0.82 by seed for the baseline, and the given one for the candidate, or as the baseline.
   */
  static String accuracy(Lease lease, String ofCandidate) {
    long seed = Long.parseLong(lease.environment().get("LOOPGATE_SEED"));
    boolean candidate = lease.arm().equals("candidate") && ofCandidate != null;
    return candidate ? ofCandidate : "0.8" + (seed % 3);
  }
}
