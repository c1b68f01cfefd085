package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SilenceTest extends StoppingTest {
  private final String name = "loud-" + UUID.randomUUID();
  private final String agent = TestTokens.agent(name, "researcher@local", Role.RESEARCHER);

  @Test
  void aSilencedAgentStopsNothingMoreAndReadsWhileAllOthersGoOn() {
    Subject subject = knownProgram();

    Response silenced = silence(OPERATOR, name);

    assertThat(silenced.statusCode()).isEqualTo(201);
    assertThat(silence(SAFETY, name).statusCode()).isEqualTo(200);
    Response tried = answered(agent, subject.program(), "again");
    assertProblem(tried, 403, "agent-silenced");
    assertThat(tried.jsonPath().getString("detail"))
        .contains("operator@local silenced agent " + name)
        .contains("it freezes all day")
        .contains("loopgate silence lift " + name);
    assertThat(as(agent).get("/api/v1/stops").statusCode()).isEqualTo(200);
    String key = stopped(AGENT, subject.program(), "another one").getString("key");
    resume(key);
    assertThat(entries())
        .anyMatch(e -> e.kind().equals("silence.changed") && e.toString().contains(name));
    String id = silenced.jsonPath().getString("id");
    assertThat(data(awaitTold("silence.changed", id), 0))
        .containsEntry("subject", name)
        .containsEntry("silencedBy", "operator@local")
        .doesNotContainKey("lift");

    Response lifted = lift(SAFETY, name);

    assertThat(lifted.statusCode()).isEqualTo(200);
    assertThat(lifted.jsonPath().getBoolean("inForce")).isFalse();
    assertThat(told("silence.changed", id)).hasSize(2);
    assertThat(data(told("silence.changed", id), 1)).containsKey("lift");
    assertThat(answered(agent, subject.program(), "once more").statusCode()).isNotEqualTo(403);
    assertProblem(lift(SAFETY, name), 404, "not-found");
  }

  @Test
  void onlyOperatorsAndSafetySilenceAndNeverAPerson() {
    String person = TestTokens.human(name, Role.REVIEWER);
    assertProblem(silence(REVIEWER, name), 403, "forbidden");
    assertProblem(silence(agent, name), 403, "forbidden");
    assertProblem(silence(TestTokens.human("a@local", Role.ADMIN), name), 403, "forbidden");

    assertThat(silence(SAFETY, "  " + name.toUpperCase(Locale.ROOT)).statusCode()).isEqualTo(201);

    Subject subject = knownProgram();
    assertThat(answered(person, subject.program(), "people are heard").statusCode()).isEqualTo(201);
    assertThat(silences()).contains(name);
  }

  @Test
  void whoAnswersForAnAgentDoesNotLiftItsSilence() {
    Subject subject = newSubject();
    propose(subject, 3);
    awaitReview(subject.key() + "-clearance");
    String evolve = "evolve@" + subject.program();
    assertThat(silence(OPERATOR, evolve).statusCode()).isEqualTo(201);

    assertProblem(
        lift(TestTokens.human("researcher@local", Role.OPERATOR), evolve), 403, "own-agent");

    assertThat(lift(OPERATOR, evolve).statusCode()).isEqualTo(200);
  }

  private static List<String> silences() {
    return as(REVIEWER).get("/api/v1/silences?limit=200").jsonPath().getList("items.agent");
  }

  private static Response silence(String token, String agent) {
    return as(token)
        .body(Map.of("agent", agent, "reason", "it freezes all day"))
        .post("/api/v1/silences");
  }

  private static Response lift(String token, String agent) {
    return as(token).body(Map.of("reason", "mended")).post("/api/v1/silences/" + agent + "/lift");
  }
}
