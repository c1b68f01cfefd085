package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.completion;
import static dev.loopgate.experiments.ScriptedWorker.flagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.contracts.reviews.StopChanged.Level;
import dev.loopgate.contracts.reviews.StopChanged.State;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import dev.loopgate.testkit.Eventually;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stop is never a way to draw again: not for an idea's own side, and against nobody else. */
@QuarkusTest
class OwnStopTest extends LoopTest {
  @Inject AgroalDataSource dataSource;

  /** Who stops; ideas are proposed by {@code evolve}, for which {@code ada} answers. */
  enum Who {
    THE_AUTHOR("evolve", PrincipalKind.AGENT, "ada"),
    ITS_SPONSOR("ada", PrincipalKind.HUMAN, null),
    ANOTHER_AGENT_OF_THAT_SPONSOR("scout", PrincipalKind.AGENT, "ada"),
    A_RIVAL("rival", PrincipalKind.AGENT, "grace"),
    /** Of whom was told before sponsors were. */
    AN_AGENT_OF_UNKNOWN_SPONSOR("scout", PrincipalKind.AGENT, null);

    private final String name;
    private final PrincipalKind kind;
    private final String sponsor;

    Who(String name, PrincipalKind kind, String sponsor) {
      this.name = name;
      this.kind = kind;
      this.sponsor = sponsor;
    }

    private String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"THE_AUTHOR", "ITS_SPONSOR", "ANOTHER_AGENT_OF_THAT_SPONSOR"})
  void whoStopsAnOwnIdeaWhileItsCandidateRunsLosesThePairWhateverComesOfIt(Who who) {
    ScriptedProgram program = program("own-" + who.slug()).apply();
    Idea idea = running(program, LoopTest::measured);
    HalfDone pair = halfDone(program, "baseline");
    Lease candidate = pair.running();

    UUID stop = stop(program, who);

    Eventually.holds("the pair is judged", () -> experiment(idea.key()).getInt("pairs") == 1);
    assertThat(run(candidate).getString("state")).isEqualTo("FAILED");
    assertThat(run(candidate).getString("failure")).contains(who.name, "stop-1");
    assertThat(heartbeat(candidate)).isTrue();
    ScriptedWorker.report(candidate, measured(candidate));
    assertThat(event("stop.proven", stop).getInt("reported")).isEqualTo(1);
    resume(stop, program, who);
    List<UUID> runs = goOn(program, idea);
    assertThat(runs).doesNotContain(candidate.runId(), pair.ended().runId());
    assertLost(idea, 0, who);
  }

  @Test
  void whatTheCandidateHadDoneIsLostWhenItsBaselineStillRan() {
    ScriptedProgram program = program("half-done").apply();
    Idea idea = running(program, LoopTest::measured);
    HalfDone pair = halfDone(program, "candidate");
    Lease candidate = pair.ended();
    Lease baseline = pair.running();
    assertThat(run(candidate).getString("state")).isEqualTo("SUCCEEDED");

    UUID stop = stop(program, Who.THE_AUTHOR);

    Eventually.holds("lost", () -> run(candidate).getString("state").equals("FAILED"));
    end(baseline, Outcome.CANCELLED);
    resume(stop, program, Who.THE_AUTHOR);
    List<UUID> runs = goOn(program, idea);
    assertThat(runs).contains(baseline.runId()).doesNotContain(candidate.runId());
    assertThat(run(baseline).getList("attempts.state"))
        .containsExactly("STOPPED", "SUCCEEDED", "SUCCEEDED");
    assertLost(idea, 0, Who.THE_AUTHOR);
  }

  @Test
  void aPairBetweenTwoStagesIsLostToo() {
    ScriptedProgram program = program("between-stages").apply();
    program.newVersion();
    Idea idea = running(program, LoopTest::measured);
    Lease train = worker.mustLease(program);
    ScriptedWorker.report(train, measured(train));

    UUID stop = stop(program, Who.THE_AUTHOR);

    Eventually.holds("proof", () -> isTold("stop.proven", stop));
    resume(stop, program, Who.THE_AUTHOR);
    List<UUID> runs = goOn(program, idea);
    assertThat(runs.contains(train.runId())).isEqualTo(train.arm().equals("baseline"));
    assertLost(idea, 0, Who.THE_AUTHOR);
  }

  /** The loop takes experiments in their order, and is kept waiting for the first of two here. */
  @Test
  void aReportThatIsFasterThanTheStopSavesNoPair() throws SQLException {
    ScriptedProgram program = program("faster");
    program.concurrentRuns = 8;
    program.apply();
    List<Idea> ideas = List.of(program.propose(), program.propose());
    ideas.forEach(program::clear);
    worker.workUntil(
        () -> ideas.stream().allMatch(idea -> is(idea, "REGISTERED")), LoopTest::measured);
    ideas.forEach(idea -> log(program, idea));
    ideas.forEach(idea -> waitForState(idea.key(), "RUNNING"));
    Idea first = ideas.getFirst();
    Idea second = ideas.getLast();
    List<Lease> before = leases(program, 4);
    List<Lease> held = leases(program, 2);
    assertThat(held).allMatch(lease -> isOf(second, lease));
    UUID stop;
    try (Connection report = dataSource.getConnection();
        Statement lock = report.createStatement()) {
      report.setAutoCommit(false);
      lock.execute(
          "select 1 from experiment where idea_key = '%s' for update".formatted(first.key()));
      stop = stop(program, Who.THE_AUTHOR);
      Eventually.holds("in force", () -> held.stream().allMatch(OwnStopTest::heartbeat));

      held.forEach(lease -> ScriptedWorker.report(lease, measured(lease)));

      assertThat(isTold("stop.progressed", stop)).isFalse();
      assertThat(candidateOf(second, 0).getString("state")).isEqualTo("FAILED");
      report.rollback();
    }
    before.forEach(lease -> end(lease, Outcome.CANCELLED));
    Eventually.holds("proof", () -> isTold("stop.proven", stop));
    assertThat(candidateOf(first, 0).getString("state")).isEqualTo("FAILED");
    assertThat(candidateOf(second, 1).getString("state")).as("not begun").isEqualTo("PENDING");
    resume(stop, program, Who.THE_AUTHOR);
  }

  @Test
  void aStopHidesNoCheating() {
    ScriptedProgram program = program("cheating-stop").apply();
    Idea idea = running(program, LoopTest::measured);
    Lease lease = halfDone(program, "baseline").running();
    UUID stop = stop(program, Who.THE_AUTHOR);
    Eventually.holds("lost", () -> run(lease).getString("state").equals("FAILED"));

    Completion cancelled = completion(Outcome.CANCELLED, List.of(), List.of());
    ScriptedWorker.report(lease, flagged(cancelled, "SEALED_PATH_READ", "evaluator/answers"));

    assertThat(experiment(idea.key()).getString("verdict.outcome")).isEqualTo("INVALID");
    assertThat(experiment(idea.key()).getString("reason")).contains("evaluator/answers");
    resume(stop, program, Who.THE_AUTHOR);
  }

  @Test
  void aStopOfEverythingIsNoExcuse() {
    ScriptedProgram program = program("all-of-it").apply();
    running(program, LoopTest::measured);
    Lease lease = worker.mustLease(program);

    UUID stop = stop(null, Who.THE_AUTHOR);
    try {
      String experiment = lease.experimentId().toString();
      Eventually.holds("lost", () -> candidate(experiment, 0).getString("state").equals("FAILED"));
      end(lease, Outcome.CANCELLED);
    } finally {
      resume(stop, null, Who.THE_AUTHOR);
    }
  }

  @Test
  void whoStopsAnOwnIdeaBetweenTwoPairsLosesNothing() {
    JsonPath twin = evidence(judged("own-twin", Who.THE_AUTHOR, -1));

    JsonPath stopped = evidence(judged("own-pause", Who.THE_AUTHOR, 2));

    assertSame(twin, stopped);
  }

  /** Else stopping what others propose would be a way to have it fail. */
  @ParameterizedTest
  @EnumSource(names = {"A_RIVAL", "AN_AGENT_OF_UNKNOWN_SPONSOR"})
  void afterTheStopOfSomebodyElseWhatHadEndedStandsAndTheRestRunsAgainWithTheSameSeed(Who who) {
    JsonPath twin = evidence(undisturbed("twin-" + who.slug()));

    JsonPath stopped = evidence(disturbed("stopped-" + who.slug(), who));

    assertSame(twin, stopped);
  }

  private Idea undisturbed(String name) {
    ScriptedProgram program = program(name).apply();
    Idea idea = running(program, LoopTest::measured);
    goOn(program, idea);
    return idea;
  }

  /** The first pair is stopped twice: in its second arm, and in the evaluation of that. */
  private Idea disturbed(String name, Who who) {
    ScriptedProgram program = program(name).apply();
    Idea idea = running(program, LoopTest::measured);
    Lease first = finished(program, worker.mustLease(program));
    Lease lease = worker.mustLease(program);
    Lease again = stoppedOnce(program, lease, who);
    assertThat(again.runId()).isEqualTo(lease.runId()).isNotEqualTo(first.runId());
    assertThat(seed(again)).isEqualTo(seed(lease)).isEqualTo(seed(first));
    assertThat(run(first).getList("attempts.state")).containsOnly("SUCCEEDED").hasSize(2);
    ScriptedWorker.report(again, measured(again));
    Lease evaluation = worker.mustLease(program);
    Lease evaluatedAgain = stoppedOnce(program, evaluation, who);
    assertThat(evaluatedAgain.stage()).isEqualTo("evaluate");
    ScriptedWorker.report(evaluatedAgain, measured(evaluatedAgain));
    List<UUID> runs = goOn(program, idea);
    assertThat(runs).doesNotContain(first.runId(), lease.runId());
    return idea;
  }

  private Lease stoppedOnce(ScriptedProgram program, Lease lease, Who who) {
    UUID stop = stop(program, who);
    Eventually.holds("stopped", () -> heartbeat(lease));
    end(lease, Outcome.CANCELLED);
    Eventually.holds("proof", () -> isTold("stop.proven", stop));
    assertThat(run(lease).getString("state")).isEqualTo("RUNNING");
    resume(stop, program, who);
    return worker.mustLease(program);
  }

  /** Stopped when that many pairs have ended and no other has begun; never, if negative. */
  private Idea judged(String name, Who who, int after) {
    ScriptedProgram program = program(name).apply();
    Idea idea = running(program, LoopTest::measured);
    for (int i = 0; i < 2 * after; i++) {
      finished(program, worker.mustLease(program));
    }
    if (after >= 0) {
      UUID stop = stop(program, who);
      Eventually.holds("proof", () -> isTold("stop.proven", stop));
      resume(stop, program, who);
    }
    goOn(program, idea);
    return idea;
  }

  /** That pair is lost as after a crash, and no other. */
  private static void assertLost(Idea idea, int pair, Who who) {
    JsonPath evidence = evidence(idea);
    List<String> observed = evidence.getList("evidence.pairs.y");
    assertThat(observed.get(pair)).isEqualTo("-1.0000");
    assertThat(Collections.frequency(observed, "-1.0000")).isEqualTo(1);
    List<String> failures = evidence.getList("evidence.pairs.failure");
    assertThat(failures.get(pair)).contains(who.name, "stop-1");
  }

  /** Works until there is a verdict; answers the runs that were worked on. */
  private List<UUID> goOn(ScriptedProgram program, Idea idea) {
    List<UUID> runs = new ArrayList<>();
    conclude(
        idea,
        lease -> {
          runs.add(lease.runId());
          return program.owns(lease.workspace()) ? measured(lease) : ScriptedWorker.failed();
        });
    return runs;
  }

  private record HalfDone(Lease ended, Lease running) {}

  /** The first pair, of which the given arm has ended and the other runs. */
  private HalfDone halfDone(ScriptedProgram program, String arm) {
    Lease first = worker.mustLease(program);
    Lease second = worker.mustLease(program);
    return first.arm().equals(arm)
        ? new HalfDone(finished(program, first), second)
        : new HalfDone(finished(program, second), first);
  }

  /** Works on a run until it has ended, with nothing due before it. */
  private Lease finished(ScriptedProgram program, Lease begun) {
    ScriptedWorker.report(begun, measured(begun));
    Lease evaluation = worker.mustLease(program);
    assertThat(evaluation.runId()).isEqualTo(begun.runId());
    ScriptedWorker.report(evaluation, measured(evaluation));
    return begun;
  }

  private List<Lease> leases(ScriptedProgram program, int count) {
    return Stream.generate(() -> worker.mustLease(program)).limit(count).toList();
  }

  private static boolean isOf(Idea idea, Lease lease) {
    return lease.experimentId().toString().equals(experiment(idea.key()).getString("id"));
  }

  private UUID stop(ScriptedProgram program, Who who) {
    UUID stop = UUID.randomUUID();
    reviews.tellAhead(StopChanged.TYPE, stop, changed(stop, program, who, State.FREEZING));
    reviews.tell(StopChanged.TYPE, stop, changed(stop, program, who, State.FREEZING));
    return stop;
  }

  private void resume(UUID stop, ScriptedProgram program, Who who) {
    reviews.tell(StopChanged.TYPE, stop, changed(stop, program, who, State.RESUMED));
  }

  private static StopChanged changed(UUID stop, ScriptedProgram program, Who who, State state) {
    Instant now = Instant.now();
    return new StopChanged(
        stop,
        "stop-1",
        Level.FREEZE,
        state,
        program == null ? null : program.id,
        program == null ? StopChanged.ALL : program.name,
        who.name,
        who.kind,
        who.sponsor,
        "because",
        now,
        now);
  }

  private static JsonPath run(Lease lease) {
    return researcher().get("/api/v1/runs/" + lease.runId()).jsonPath();
  }

  private static JsonPath candidateOf(Idea idea, int pair) {
    return candidate(experiment(idea.key()).getString("id"), pair);
  }

  private static JsonPath candidate(String experiment, int pair) {
    String runs = "/api/v1/experiments/" + experiment + "/runs?limit=200";
    return researcher()
        .get(runs)
        .jsonPath()
        .setRootPath("items.find { it.arm == 'candidate' && it.index == %d }".formatted(pair));
  }

  private static boolean heartbeat(Lease lease) {
    return ScriptedWorker.with(lease)
        .post("/api/v1/attempts/" + lease.attemptId() + "/heartbeat")
        .jsonPath()
        .getBoolean("cancelled");
  }

  private static void end(Lease lease, Outcome outcome) {
    ScriptedWorker.report(lease, completion(outcome, List.of(), List.of()));
  }

  private static String seed(Lease lease) {
    return lease.environment().get("LOOPGATE_SEED");
  }
}
