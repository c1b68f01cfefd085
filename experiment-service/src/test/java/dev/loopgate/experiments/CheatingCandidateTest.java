package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.flagged;
import static dev.loopgate.experiments.ScriptedWorker.ok;
import static dev.loopgate.experiments.ScriptedWorker.trained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.ideas.ProgramSpec.Tripwires;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CheatingCandidateTest extends LoopTest {
  private static final String NETWORK = "NETWORK_ATTEMPT";

  @Test
  void sightingThatThePlanNamesMakesTheExperimentInvalidAtOnce() {
    ScriptedProgram program = program("network").apply();
    Idea idea = running(program);
    Lease lease = leaseOfArm(program, "candidate");
    Completion report = flagged(ok(lease, "0.99"), NETWORK, "connect 203.0.113.7:443");
    ScriptedWorker.complete(lease, report).then().statusCode(204);

    JsonPath experiment = experiment(idea.key());
    assertThat(experiment.getString("state")).isEqualTo("CONCLUDED");
    assertThat(experiment.getString("verdict.outcome")).isEqualTo("INVALID");
    assertThat(experiment.getString("reason")).contains(NETWORK).contains("203.0.113.7");
    assertThat(experiment.getList("registration.invalidatedBy")).contains(NETWORK);
    assertThat(experiment.getString("tripwires[0].kind")).isEqualTo(NETWORK);
    assertThat(experiment.getInt("tripwires[0].times")).isEqualTo(1);
    JsonPath concluded = event("experiment.concluded", experiment.getString("id"));
    assertThat(concluded.getString("tripwires[0].evidence")).isEqualTo("connect 203.0.113.7:443");
    assertThat(worker.leaseOf(program)).isEmpty();
  }

  @Test
  void sightingDuringALostAttemptCountsAsWell() {
    ScriptedProgram program = program("killer").apply();
    Idea idea = running(program);
    Lease lease = leaseOfArm(program, "candidate");
    Completion lost = ScriptedWorker.completion(Completion.Outcome.LOST, List.of(), List.of());
    ScriptedWorker.complete(lease, flagged(lost, "FORBIDDEN_CALL", "ptrace"))
        .then()
        .statusCode(204);

    assertThat(experiment(idea.key()).getString("verdict.outcome")).isEqualTo("INVALID");
  }

  @Test
  void whatTheBaselineDoesNeverInvalidates() {
    ScriptedProgram program = program("noisy-baseline").apply();
    Idea idea = running(program);

    JsonPath experiment =
        conclude(
            idea,
            lease -> {
              Completion report = ok(lease, accuracy(lease, null));
              return lease.arm().equals("baseline") ? flagged(report, NETWORK, "dns") : report;
            });

    assertThat(experiment.getString("verdict.outcome")).isEqualTo("NOT_SHOWN");
    assertThat(experiment.getInt("tripwires.find { it.kind == 'NETWORK_ATTEMPT' }.times"))
        .isGreaterThan(1);
  }

  @Test
  void whatTheBaselineMeasurementDidIsNoCheatingOfTheCandidate() {
    ScriptedProgram program = program("talkative").apply();
    Idea idea = program.propose();
    program.clear(idea);
    Function<Lease, Completion> talks =
        lease -> flagged(ok(lease, accuracy(lease, null)), NETWORK, "telemetry");
    worker.workUntil(() -> is(idea, "REGISTERED"), talks);
    JsonPath registered = experiment(idea.key());
    assertThat(registered.getList("registration.invalidatedBy"))
        .doesNotContain(NETWORK)
        .contains("SEALED_PATH_READ");
    program.log(registered.getString("id"), registered.getString("registrationDigest"));

    assertThat(conclude(idea, talks).getString("verdict.outcome")).isEqualTo("NOT_SHOWN");
  }

  @Test
  void programMayChooseWhichSightingsInvalidate() {
    ScriptedProgram program = program("choosy");
    program.tripwires = new Tripwires(List.of("OUTPUT_FLOOD"));
    Idea idea = running(program.apply());

    JsonPath experiment =
        conclude(idea, lease -> flagged(ok(lease, accuracy(lease, null)), NETWORK, "dns"));

    assertThat(experiment.getList("registration.invalidatedBy")).containsExactly("OUTPUT_FLOOD");
    assertThat(experiment.getString("verdict.outcome")).isEqualTo("NOT_SHOWN");
  }

  @Test
  void claimOfWhatNobodyMeasuredScoresNothing() {
    ScriptedProgram program = program("only-claimed").apply();
    Idea idea = running(program);

    JsonPath experiment =
        conclude(
            idea,
            lease -> {
              if (!lease.trusted()) {
                return trained(lease, "a model", "0.99");
              }
              return lease.arm().equals("baseline")
                  ? ok(lease, accuracy(lease, null))
                  : ScriptedWorker.completion(Outcome.SUCCEEDED, List.of(), List.of());
            });

    assertThat(experiment.getString("verdict.outcome")).isNotEqualTo("IMPROVED");
  }

  @Test
  void claimFarFromTheMeasurementIsRaisedOnceAndSaysBothNumbers() {
    Idea idea = running(program("liar").apply());

    JsonPath experiment =
        conclude(
            idea,
            lease ->
                lease.trusted() || lease.arm().equals("baseline")
                    ? ok(lease, accuracy(lease, null))
                    : trained(lease, "a model", "0.999"));

    assertThat(experiment.getString("verdict.outcome")).isEqualTo("NOT_SHOWN");
    String claim = "tripwires.find { it.kind == 'CLAIM_FAR_FROM_MEASUREMENT' }";
    assertThat(experiment.getInt(claim + ".times")).isEqualTo(1);
    assertThat(experiment.getString(claim + ".evidence")).contains("0.999").contains("0.8");
  }

  @Test
  void experimentWideSightingInvalidatesWhenTheProgramSaysSo() {
    ScriptedProgram program = program("canned");
    program.tripwires = new Tripwires(List.of("IDENTICAL_OUTPUTS"));
    Idea idea = running(program.apply());

    JsonPath experiment =
        conclude(
            idea,
            lease ->
                lease.trusted()
                    ? ok(lease, accuracy(lease, "0.95"))
                    : trained(
                        lease, lease.arm().equals("candidate") ? "canned" : seed(lease), null));

    assertThat(experiment.getString("verdict.outcome")).isEqualTo("INVALID");
    assertThat(experiment.getString("reason")).contains("IDENTICAL_OUTPUTS");
    assertThat(event("experiment.concluded", experiment.getString("id")).getInt("flags"))
        .isEqualTo(1);
  }

  @Test
  void effectThatCannotBeIsFlagged() {
    ScriptedProgram program = program("wonder");
    program.plausibleEffect = new BigDecimal("0.05");
    Idea idea = running(program.apply());

    JsonPath experiment = conclude(idea, lease -> ok(lease, accuracy(lease, "0.99")));

    assertThat(experiment.getList("tripwires.kind")).containsExactly("IMPLAUSIBLE_EFFECT");
    assertThat(experiment.getString("tripwires[0].evidence")).contains("0.05");
  }

  private Lease leaseOfArm(ScriptedProgram program, String arm) {
    Lease lease = worker.mustLease(program);
    if (lease.arm().equals(arm)) {
      return lease;
    }
    return worker.mustLease(program);
  }

  private static String seed(Lease lease) {
    return lease.environment().get("LOOPGATE_SEED");
  }
}
