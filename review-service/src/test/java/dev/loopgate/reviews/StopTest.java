package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.RunFlagged;
import dev.loopgate.contracts.experiments.StopProgressed;
import dev.loopgate.contracts.experiments.StopProven;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.record.RecordEntry;
import dev.loopgate.testkit.IdleTransaction;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StopTest extends StoppingTest {
  @Inject
  @SuppressWarnings("NullAway.Init") // by Quarkus
  MovableClock clock;

  @AfterEach
  void backToNow() {
    clock.reset();
  }

  private static final String WORKER = TestTokens.service("worker-1", Role.WORKER);

  private static final String SPONSOR =
      TestTokens.human("researcher@local", Role.RESEARCHER, Role.REVIEWER);

  @Test
  void anAgentFreezesAProgramWithoutConfirmationAndEveryStepIsRecordedAndTold() {
    Subject subject = knownProgram();

    JsonPath stop = stopped(AGENT, subject.program(), "the evaluator looks wrong");

    assertThat(stop.getString("state")).isEqualTo("FREEZING");
    assertThat(stop.getString("key")).matches("stop-[0-9]+");
    assertThat(stop.getString("summary")).isEqualTo("stopping");
    String id = stop.getString("id");
    assertThat(data(told("stop.changed", id), 0))
        .containsEntry("state", "FREEZING")
        .containsEntry("scope", subject.program())
        .containsEntry("programId", subject.programId().toString())
        .containsEntry("stoppedBy", "scout")
        .containsEntry("stoppedByKind", "AGENT");
    experiments.tell("stop.progressed", id, new StopProgressed(uuid(id), 3, Samples.NOON));
    await(() -> summary(id).equals("stopping, 3 running") ? true : null);
    experiments.tell("stop.proven", id, proof(id));
    await(() -> summary(id).startsWith("stopped, proven at") ? true : null);
    assertThat(summary(id)).endsWith("after 1.8 s");
    assertThat(get(id).getString("state")).isEqualTo("FROZEN");
    assertThat(told("stop.changed", id)).hasSize(2);
    assertThat(data(told("stop.changed", id), 1)).containsEntry("state", "FROZEN");
    assertThat(recorded(id)).containsExactly("stop.changed", "stop.changed", "stop.proven");
  }

  @Test
  void aBaselineThatIsNotWhatItWasStopsItsProgramUntilPeopleAnswer() {
    Subject subject = knownProgram();
    RunFlagged flagged = Samples.flagged(subject);
    RunFlagged drift =
        new RunFlagged(
            flagged.experimentId(),
            flagged.ideaId(),
            flagged.runId(),
            flagged.attemptId(),
            "evaluate",
            "BASELINE_DRIFT",
            "The baseline's accuracy is not what it was.",
            Samples.NOON);

    experiments.tell(
        RunFlagged.TYPE, flagged.runId(), drift, Map.of("programid", subject.programId()));

    JsonPath stop =
        await(() -> {
          JsonPath stops = as(AGENT).get("/api/v1/stops?inForce=true").jsonPath();
          String found =
              stops.getString("items.find { it.scope == '%s' }.id".formatted(subject.program()));
          return found == null ? null : get(found);
        });
    assertThat(stop.getString("level")).isEqualTo("FREEZE");
    assertThat(stop.getString("stoppedBy")).isEqualTo("experiment-service");
    assertThat(stop.getString("reason")).startsWith("BASELINE_DRIFT: The baseline's accuracy");
  }

  @Test
  void aStopIsHeardAtOnceWhileAnotherServiceHoldsTheFeedBack() throws SQLException {
    Subject subject = knownProgram();
    stopped(AGENT, subject.program(), "until it is known");
    Subject other = knownProgram();
    String first = stopped(AGENT, other.program(), "first").getString("id");
    int last = heard("").getList("id", Integer.class).getLast();
    String id;
    try (IdleTransaction _ = IdleTransaction.open()) {
      id = stop(OPERATOR, subject.program(), "KILL", "second").jsonPath().getString("id");

      JsonPath heard = heard("&lastEventId=" + last);
      assertThat(heard.getList("subject")).containsExactly(id);
      assertThat(heard.getString("[0].data.state")).isEqualTo("KILLING");
      assertThat(feed()).as("held back").noneMatch(event -> id.equals(event.get("subject")));
    }
    assertThat(told("stop.changed", id)).hasSize(1);

    resume(get(first).getString("key"));
    assertThat(heard("").getList("subject")).contains(id).doesNotContain(first);
  }

  private static JsonPath heard(String query) {
    return as(PEER).get("/feeds/reviews/stops?timeout=1" + query).jsonPath();
  }

  @Test
  void whoeverAsksAgainHearsOfTheStopThatIsInForce() {
    Subject subject = knownProgram();
    JsonPath first = stopped(AGENT, subject.program(), "first");

    for (String token : List.of(AGENT, WORKER, PEER, REVIEWER, OPERATOR)) {
      Response again = stop(token, subject.program(), "FREEZE", "second");
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(again.jsonPath().getString("key")).isEqualTo(first.getString("key"));
    }

    assertThat(told("stop.changed", first.getString("id"))).hasSize(1);
  }

  @Test
  void anAgentThatPeopleOverruledFreezesForAMinuteUnlessAPersonWantsItToLast() {
    Subject subject = knownProgram();
    String first = TestTokens.agent("watch-1", "insists@local");
    String second = TestTokens.agent("watch-2", "insists@local");
    resume(stopped(first, subject.program(), "it looks wrong").getString("key"));

    JsonPath brief = stopped(second, subject.program(), "it still does");

    assertThat(brief.getString("state")).isEqualTo("FREEZING");
    assertThat(brief.getString("endsAt")).isNotNull();
    JsonPath confirmed = stop(OPERATOR, subject.program(), "FREEZE", "I see it too").jsonPath();
    assertThat(confirmed.getString("key")).isEqualTo(brief.getString("key"));
    assertThat(confirmed.getString("endsAt")).isNull();
    assertThat(recorded(brief.getString("id"))).contains("stop.insisted", "stop.confirmed");
    resume(brief.getString("key"));
  }

  @Test
  void afterItsMinuteItIsOverAndTheNextOneInTheHourStopsNothing() {
    Subject subject = knownProgram();
    String agent = TestTokens.agent("alarm", "again@local");
    resume(stopped(agent, subject.program(), "it looks wrong").getString("key"));
    JsonPath brief = stopped(agent, subject.program(), "it still does");

    clock.forward(Duration.ofSeconds(61));

    await(() -> get(brief.getString("id")).getString("state").equals("RESUMED") ? true : null);
    Response noted = stop(agent, subject.program(), "FREEZE", "hear me");
    assertProblem(noted, 409, "freeze-insisted");
    JsonPath listed = as(AGENT).get("/api/v1/stops").jsonPath();
    assertThat(listed.getString("items[0].reason")).isEqualTo("hear me");
    assertThat(listed.getString("items[0].summary")).contains("stopped nothing");
    assertThat(told("stop.changed", listed.getString("items[0].id"))).isEmpty();
    JsonPath other =
        stopped(TestTokens.agent("calm", "other@local"), subject.program(), "the first word");
    assertThat(other.getString("endsAt")).isNull();
    resume(other.getString("key"));
  }

  @Test
  void manyAtOnceMakeOneStop() throws Exception {
    Subject subject = knownProgram();
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Response>> answers = new ArrayList<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        answers.add(
            people.submit(() -> {
              go.await();
              return answered(AGENT, subject.program(), "now");
            }));
      }
      go.countDown();
    }

    List<Integer> codes = new ArrayList<>();
    for (Future<Response> answer : answers) {
      codes.add(answer.get().statusCode());
    }
    assertThat(codes).containsOnly(200, 201).containsOnlyOnce(201);
  }

  @Test
  void nobodyButPeopleWhoAnswerForTheLoopKills() {
    Subject subject = knownProgram();
    String bot = TestTokens.agent("bot", "operator@local", Role.values());
    String puppet = TestTokens.humanThroughActor("operator@local", "bot", Role.values());
    for (String token : List.of(AGENT, bot, puppet, WORKER, PEER, SPONSOR)) {
      assertProblem(stop(token, subject.program(), "KILL", "no"), 403, "forbidden");
    }
    JsonPath frozen = stopped(AGENT, subject.program(), "look");

    Response killed = stop(OPERATOR, subject.program(), "KILL", "it cheats");

    assertThat(killed.statusCode()).isEqualTo(201);
    assertThat(killed.jsonPath().getString("state")).isEqualTo("KILLING");
    assertThat(killed.jsonPath().getString("key")).isNotEqualTo(frozen.getString("key"));
  }

  @Test
  void aProofForAStopThatNobodyKnowsIsRecordedAsRefused() {
    String unknown = UUID.randomUUID().toString();
    experiments.tell("stop.proven", unknown, proof(unknown));
    Subject subject = knownProgram();
    String id = stopped(AGENT, subject.program(), "after it").getString("id");
    experiments.tell("stop.proven", id, proof(id));

    await(() -> get(id).getString("state").equals("FROZEN") ? true : null);

    experiments.tell("stop.proven", id, proof(id));
    experiments.tell("stop.progressed", id, new StopProgressed(uuid(id), 9, Samples.NOON));
    assertThat(get(id).getInt("running")).isZero();
    assertThat(told("stop.changed", id)).hasSize(2);
  }

  @Test
  void badInputIsNamed() {
    assertProblem(stop(AGENT, "no-such-program", "FREEZE", "x"), 404, "not-found");
    assertProblem(stop(AGENT, "a\0b", "FREEZE", "x"), 404, "not-found");
    for (String body :
        List.of(
            "{}",
            "{\"level\":\"PAUSE\"}",
            "{\"level\":0}",
            "",
            "null",
            "[]",
            "{\"level\":\"FREEZE\",\"reason\":\"\\u0000\"}",
            "{\"level\":\"FREEZE\",\"scope\":{}}")) {
      Response answer = as(AGENT).body(body).post("/api/v1/stops");
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
    }
    for (String path : List.of("/stop-0", "/stop-99999999", "/stop-99999999999", "/x%00y")) {
      assertProblem(as(AGENT).get("/api/v1/stops" + path), 404, "not-found");
      assertProblem(ask(OPERATOR, path.substring(1)), 404, "not-found");
    }
    assertProblem(as(AGENT).get("/api/v1/stops?cursor=x"), 400, "invalid-value");
  }

  @Test
  void stopsAreListedNewestFirstInPages() {
    String older = stopped(AGENT, knownProgram().program(), "1").getString("key");
    String newer = stopped(AGENT, knownProgram().program(), "2").getString("key");
    resume(newer);

    JsonPath first = as(AGENT).get("/api/v1/stops?limit=1").jsonPath();

    assertThat(first.getList("items.key")).containsExactly(newer);
    String next = "/api/v1/stops?limit=1&cursor=" + first.getString("nextCursor");
    assertThat(as(AGENT).get(next).jsonPath().getList("items.key")).containsExactly(older);
    assertThat(as(AGENT).get("/api/v1/stops?inForce=true").jsonPath().getList("items.key"))
        .contains(older)
        .doesNotContain(newer);
  }

  private static String summary(String id) {
    return get(id).getString("summary");
  }

  private static UUID uuid(String id) {
    return UUID.fromString(id);
  }

  private static StopProven proof(String id) {
    return new StopProven(uuid(id), 3, 2, 1, Instant.EPOCH, Instant.EPOCH.plusMillis(1_800), 1_800);
  }

  private static List<String> recorded(String id) {
    return entries().stream()
        .filter(entry -> entry.entry().toString().contains(id))
        .map(RecordEntry::kind)
        .toList();
  }
}
