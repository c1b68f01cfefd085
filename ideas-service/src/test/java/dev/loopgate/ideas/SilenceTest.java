package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.SilenceChanged;
import dev.loopgate.contracts.reviews.SilenceChanged.Lift;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class SilenceTest extends ServiceTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  private final UUID id = UUID.randomUUID();
  private final String name = "loud-" + id;
  private final String agent = TestTokens.agent(name, "ada@local", Role.RESEARCHER);

  @Test
  void aSilencedAgentProposesNothingAndReadsUntilThatIsLifted() {
    String program = newProgram();
    tell(name, null);
    await(() -> statusOf(program, "0.01") == 403 ? true : null);

    propose(agent, change(program, "0.02"))
        .then()
        .statusCode(403)
        .body("type", containsString("/agent-silenced"))
        .body("detail", containsString("grace@local silenced agent " + name))
        .body("detail", containsString("it never stops"));
    as(agent).get("/api/v1/programs/" + program).then().statusCode(200);
    propose(AGENT, change(program, "0.03")).then().statusCode(201);
    propose(TestTokens.human(name, Role.RESEARCHER), change(program, "0.04"))
        .then()
        .statusCode(201);

    tell(name, new Lift("sam@local", "mended", NOON.plusSeconds(60)));

    await(() -> statusOf(program, "0.02") == 201 ? true : null);
  }

  @Test
  void theBuiltInGeneratorIsAnAgentLikeAnyOther() {
    String program = newProgram();
    tell("evolve@" + program, null);
    String mark = newProgram();
    tell(name, null);
    await(() -> statusOf(mark, "0.01") == 403 ? true : null);

    ask(program);
    ask(mark);

    await(() -> isProposed(mark) ? true : null);
    assertThat(isProposed(program)).isFalse();
    tell("evolve@" + program, new Lift("sam@local", "mended", NOON.plusSeconds(60)));
    await(() -> isProposed(program) ? true : null);
  }

  private static void ask(String program) {
    as(RESEARCHER)
        .contentType("application/json")
        .body(Map.of("count", 1))
        .post("/api/v1/programs/" + program + "/proposals")
        .then()
        .statusCode(202);
  }

  private static boolean isProposed(String program) {
    return !as(RESEARCHER)
        .get("/api/v1/ideas?program=" + program)
        .jsonPath()
        .getList("items")
        .isEmpty();
  }

  private int statusOf(String program, String rate) {
    return propose(agent, change(program, rate)).statusCode();
  }

  private void tell(String subject, @Nullable Lift lift) {
    UUID silence = UUID.nameUUIDFromBytes((id + subject).getBytes(StandardCharsets.UTF_8));
    reviews.tell(
        SilenceChanged.TYPE,
        silence,
        new SilenceChanged(silence, subject, "grace@local", "it never stops", NOON, lift));
  }

  private static Map<String, Object> change(String program, String rate) {
    return idea(program, Map.of("config.json", config("0.05", rate)));
  }
}
