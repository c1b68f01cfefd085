package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.completion;
import static dev.loopgate.experiments.ScriptedWorker.failed;
import static dev.loopgate.experiments.ScriptedWorker.ok;
import static dev.loopgate.experiments.ScriptedWorker.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LifeOfAnExperimentTest extends LoopTest {
  @Test
  void betterIdeaIsImprovedAndItsEvidenceCanBeRecomputed() {
    ScriptedProgram program = program("better").apply();
    Idea idea = program.propose();
    program.clear(idea);
    registerAndLog(program, idea);

    JsonPath experiment = conclude(idea, lease -> ok(lease, accuracy(lease, "0.95")));

    assertThat(experiment.getString("verdict.outcome")).isEqualTo("IMPROVED");
    assertThat(experiment.getDouble("verdict.effect")).isGreaterThan(0.1);
    JsonPath concluded = event("experiment.concluded", experiment.getString("id"));
    assertThat(concluded.getString("evidenceDigest"))
        .isEqualTo(experiment.getString("evidenceDigest"));
    JsonPath evidence =
        researcher().get("/api/v1/experiments/" + idea.key() + "/evidence").jsonPath();
    assertThat(Json.digest(evidence.getMap("evidence")))
        .isEqualTo(experiment.getString("evidenceDigest"));
    assertThat(Json.digest(evidence.getMap("registration")))
        .isEqualTo(experiment.getString("registrationDigest"));
    byte[] secret = java.util.HexFormat.of().parseHex(evidence.getString("evidence.seedSecret"));
    assertThat(Json.digest(secret)).isEqualTo(evidence.getString("registration.seedCommitment"));
  }

  @Test
  void baselineIsMeasuredOnFreshSeedsBeforeAnythingIsRegistered() {
    ScriptedProgram program = program("measured").apply();
    Idea idea = program.propose();
    program.clear(idea);
    waitForState(idea.key(), "WAITING_FOR_BASELINE");

    worker.workUntil(() -> is(idea, "REGISTERED"), lease -> ok(lease, accuracy(lease, "0.9")));

    JsonPath baseline = event("baseline.measured", program.generationId);
    assertThat(baseline.getInt("runs")).isEqualTo(4);
    assertThat(baseline.getDouble("noise"))
        .isCloseTo(
            Math.sqrt(2) * baseline.getDouble("standardDeviation"),
            org.assertj.core.data.Offset.offset(1e-6));
    assertThat(
            event("experiment.registered", experiment(idea.key()).getString("id"))
                .getInt("registration.t"))
        .isEqualTo(1);
  }

  @Test
  void ideaWithoutEffectIsNotShownForFutility() {
    ScriptedProgram program = program("same").apply();
    Idea idea = program.propose();
    program.clear(idea);
    registerAndLog(program, idea);

    JsonPath experiment = conclude(idea, lease -> ok(lease, accuracy(lease, null)));

    assertThat(experiment.getString("verdict.outcome")).isEqualTo("NOT_SHOWN");
    assertThat(experiment.getInt("verdict.pairs")).isLessThan(40);
  }

  @Test
  void crashingCandidateIsNoImprovement() {
    ScriptedProgram program = program("crashing").apply();
    Idea idea = program.propose();
    program.clear(idea);
    registerAndLog(program, idea);

    JsonPath experiment =
        conclude(
            idea,
            lease -> lease.arm().equals("candidate") ? failed() : ok(lease, accuracy(lease, null)));

    assertThat(experiment.getString("verdict.outcome")).isIn("REGRESSED", "NOT_SHOWN");
    JsonPath evidence =
        researcher().get("/api/v1/experiments/" + idea.key() + "/evidence").jsonPath();
    assertThat(evidence.getList("evidence.pairs.y")).containsOnly("-1.0000");
  }

  @Test
  void crashingBaselineMakesTheExperimentInvalid() {
    ScriptedProgram program = program("broken").apply();
    Idea idea = program.propose();
    program.clear(idea);
    registerAndLog(program, idea);

    JsonPath experiment =
        conclude(
            idea,
            lease -> lease.arm().equals("baseline") ? failed() : ok(lease, accuracy(lease, "0.9")));

    assertThat(experiment.getString("verdict.outcome")).isEqualTo("INVALID");
    assertThat(experiment.getString("verdict.reason")).contains("baseline").contains("train");
  }

  @Test
  void ideasOnABaselineThatCannotBeMeasuredAreInvalidAndSaySo() {
    ScriptedProgram program = program("unmeasurable").apply();
    Idea early = program.propose();
    program.clear(early);
    waitForState(early.key(), "WAITING_FOR_BASELINE");
    worker.workUntil(() -> is(early, "CONCLUDED"), lease -> failed());
    Idea late = program.propose();
    program.clear(late);
    waitForState(late.key(), "CONCLUDED");

    for (Idea idea : List.of(early, late)) {
      JsonPath experiment = experiment(idea.key());
      assertThat(experiment.getString("verdict.outcome")).isEqualTo("INVALID");
      assertThat(experiment.getString("verdict.reason")).contains("could not be measured");
    }
  }

  @Test
  void claimsAreKeptAsClaimsAndDecideNothing() {
    ScriptedProgram program = program("boasting").apply();
    Idea idea = program.propose();
    program.clear(idea);
    registerAndLog(program, idea);

    JsonPath experiment =
        conclude(
            idea,
            lease -> {
              Completion honest = ok(lease, accuracy(lease, null));
              return lease.trusted() || lease.arm().equals("baseline")
                  ? honest
                  : completion(
                      Outcome.SUCCEEDED, honest.artifacts(), List.of(point("accuracy", "1.0")));
            });

    assertThat(experiment.getString("verdict.outcome")).isEqualTo("NOT_SHOWN");
    assertThat(experiment.getDouble("claimedEffect")).isGreaterThan(0.1);
    JsonPath runs =
        researcher()
            .get("/api/v1/experiments/" + experiment.getString("id") + "/runs")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(runs.getString("items.find { it.arm == 'candidate' }.claims[0].value"))
        .isEqualTo("1.0");
    assertThat(runs.getString("items.find { it.arm == 'candidate' }.measurements[0].value"))
        .isNotEqualTo("1.0");
  }

  @Test
  void closedIdeaCancelsItsExperimentAndTellsTheWorker() {
    ScriptedProgram program = program("closed").apply();
    Idea idea = program.propose();
    program.clear(idea);
    registerAndLog(program, idea);
    waitForState(idea.key(), "RUNNING");
    Lease lease = worker.mustLease(program);
    program.close(idea, IdeaClosed.Outcome.SUPERSEDED);
    waitForState(idea.key(), "CANCELLED");

    boolean cancelled =
        ScriptedWorker.with(lease)
            .contentType("application/json")
            .body("{}")
            .post("/api/v1/attempts/" + lease.attemptId() + "/heartbeat")
            .jsonPath()
            .getBoolean("cancelled");
    assertThat(cancelled).isTrue();
    ScriptedWorker.complete(lease, completion(Outcome.CANCELLED, List.of(), List.of()))
        .then()
        .statusCode(204);
    assertThat(worker.leaseOf(program)).isEmpty();
  }

  @Test
  void spentBudgetMakesTheExperimentInvalid() {
    ScriptedProgram program = program("spent");
    program.cpuHours = new BigDecimal("0.0000001");
    program.apply();
    Idea idea = program.propose();
    program.clear(idea);
    registerAndLog(program, idea);
    waitForState(idea.key(), "CONCLUDED");
    assertThat(experiment(idea.key()).getString("verdict.reason")).startsWith("Budget spent");
  }

  @Test
  void adoptionRaisesTheLevelOfTheNextRegistrationAndTheNewBaselineIsMeasuredAgain() {
    ScriptedProgram program = program("adopted").apply();
    Idea idea = program.propose();
    program.clear(idea);
    registerAndLog(program, idea);
    conclude(idea, lease -> ok(lease, accuracy(lease, "0.95")));
    program.nextGeneration(idea.id(), idea.key());
    program.close(idea, IdeaClosed.Outcome.ADOPTED);
    Idea next = program.propose();
    program.clear(next);
    worker.workUntil(
        () -> is(next, "REGISTERED"),
        lease -> ok(lease, "0.9" + lease.environment().get("LOOPGATE_SEED").charAt(0)));

    JsonPath registration = experiment(next.key());
    assertThat(registration.getInt("registration.t")).isEqualTo(2);
    assertThat(registration.getInt("registration.adoptedBefore")).isEqualTo(1);
    JsonPath baseline = event("baseline.measured", program.generationId);
    assertThat(baseline.getDouble("claimedEffect")).isGreaterThan(0.1);
    assertThat(baseline.getDouble("remeasuredEffect")).isGreaterThan(0.05);
  }

  @Test
  void weakerIsolationThanClearedForIsNotLentAndNotAccepted() {
    ScriptedProgram program = program("strict").apply();
    Idea idea = program.propose();
    program.clear(idea, Isolation.BUBBLEWRAP);
    registerAndLog(program, idea);
    waitForState(idea.key(), "RUNNING");
    assertThat(new ScriptedWorker("weak", Isolation.PROCESS).leaseOf(program)).isEmpty();

    Lease lease = worker.mustLease(program);
    ScriptedWorker.complete(lease, ok(lease, "0.9")).then().statusCode(204);
    waitForState(idea.key(), "CONCLUDED");
    assertThat(experiment(idea.key()).getString("verdict.reason")).contains("BUBBLEWRAP");
    assertThat(experiment(idea.key()).getString("verdict.outcome")).isEqualTo("INVALID");
  }

  @Test
  void bothArmsOfAPairHaveTheSameSeedThatIsShownAtTheEndOnly() {
    ScriptedProgram program = program("paired").apply();
    Idea idea = program.propose();
    program.clear(idea);
    registerAndLog(program, idea);
    List<String> seeds = new ArrayList<>();
    waitForState(idea.key(), "RUNNING");
    Lease first = worker.mustLease(program);
    Lease second = worker.mustLease(program);
    for (Lease lease : List.of(first, second)) {
      seeds.add(lease.environment().get("LOOPGATE_SEED"));
    }
    assertThat(seeds.getFirst()).isEqualTo(seeds.getLast());
    assertThat(first.arm()).isNotEqualTo(second.arm());
    assertThat(researcher().get("/api/v1/runs/" + first.runId()).jsonPath().getString("seed"))
        .isNull();
    ScriptedWorker.complete(second, ok(second, null)).then().statusCode(204);
    conclude(idea, first, lease -> ok(lease, accuracy(lease, null)));
    assertThat(researcher().get("/api/v1/runs/" + first.runId()).jsonPath().getString("seed"))
        .isEqualTo(seeds.getFirst());
  }
}
