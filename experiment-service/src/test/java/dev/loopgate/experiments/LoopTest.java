package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.ok;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import io.restassured.path.json.JsonPath;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/** Leads ideas through the whole loop with a worker that does what a test says. */
abstract class LoopTest extends ServiceTest {
  ScriptedWorker worker;

  @BeforeEach
  void registerWorker() {
    worker = new ScriptedWorker("life", Isolation.BUBBLEWRAP);
  }

  /** An idea of the program whose experiment may run now. */
  Idea running(ScriptedProgram program) {
    Idea idea = program.propose();
    program.clear(idea);
    registerAndLog(program, idea);
    waitForState(idea.key(), "RUNNING");
    return idea;
  }

  void registerAndLog(ScriptedProgram program, Idea idea) {
    worker.workUntil(() -> is(idea, "REGISTERED"), lease -> ok(lease, accuracy(lease, null)));
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
