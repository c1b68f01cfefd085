package dev.loopgate.ideas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.testkit.ParkedEvents;
import dev.loopgate.testkit.Unusable;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NullUnmarked
@QuarkusTest
class ParkedEventsTest extends ServiceTest {
  private final ParkedEvents parked = new ParkedEvents("ideas");

  @ParameterizedTest
  @EnumSource
  void whatCannotBeUsedHoldsUpItsOwnProgramOnly(Unusable unusable) {
    JsonPath idea = newIdea();
    DecisionMade refusal = AdoptionTest.decision(idea, Outcome.REJECT);
    UUID program = UUID.randomUUID();
    UUID behind = UUID.randomUUID();
    UUID subject = unusable.tell(reviews, DecisionMade.TYPE, refusal, "reason", program);
    reviews.tell(DecisionMade.TYPE, behind, refusal, Map.of("programid", program));

    JsonPath other = newIdea();
    reviews.tell(
        DecisionMade.TYPE,
        "x",
        AdoptionTest.decision(other, Outcome.REJECT),
        Map.of("programid", UUID.randomUUID()));

    await(() -> status(other, "REJECTED"));
    assertThat(parked.cause(subject)).isEqualTo(unusable.cause());
    assertThat(parked.cause(behind)).isEqualTo("BEHIND");
    assertThat(idea(idea).getString("status")).isEqualTo("OPEN");
    assertThat(parked.retry(subject).jsonPath().getBoolean("takenUp")).isFalse();
    parked.passOver(subject, "why not").then().statusCode(409);
    parked.retry(behind).then().statusCode(409);
  }

  @Test
  void anOperatorPassesOverWhatIsNoDecisionAndTheLogHearsWhy() {
    JsonPath idea = newIdea();
    UUID broken = UUID.randomUUID();
    UUID behind = UUID.randomUUID();
    Map<String, Object> envelope = Map.of("programid", UUID.randomUUID());
    experiments.tell(ExperimentConcluded.TYPE, broken, List.of(), envelope);
    experiments.tell(
        ExperimentConcluded.TYPE,
        behind,
        AdoptionTest.concluded(idea, Verdict.Outcome.IMPROVED, 0.03),
        envelope);
    await(() -> parked.cause(behind).equals("BEHIND") ? idea : null);

    parked.passOver(broken, "").then().statusCode(400);
    parked.passOver(broken, "it was told again").then().statusCode(204);

    await(() -> idea(idea).get("verdict"));
    assertThat(feed("event.passed-over", "it was told again")).hasSize(1);
  }

  @Test
  void aKillDiscardsNothingWhileWhatWasDecidedBeforeItIsSetAside() {
    JsonPath idea = newIdea();
    UUID decision = UUID.randomUUID();
    Map<String, Object> envelope = Map.of("programid", program(idea));
    reviews.tell(DecisionMade.TYPE, decision, List.of(), envelope);
    await(() -> "UNREADABLE".equals(parked.cause(decision)) ? idea : null);
    JsonPath other = newIdea();

    kill(idea);
    kill(other);

    await(() -> status(other, "REJECTED"));
    assertThat(idea(idea).getString("status")).isEqualTo("OPEN");
  }

  private void kill(JsonPath idea) {
    Instant now = Instant.now();
    StopChanged kill =
        new StopChanged(
            UUID.randomUUID(),
            "stop-8",
            StopChanged.Level.KILL,
            StopChanged.State.KILLING,
            program(idea),
            idea.getString("program"),
            "reviewer@local",
            PrincipalKind.HUMAN,
            null,
            "it looks wrong",
            now,
            now);
    reviews.tell(StopChanged.TYPE, "kill", kill);
  }

  private static UUID program(JsonPath idea) {
    return UUID.fromString(
        as(RESEARCHER)
            .get("/api/v1/programs/" + idea.getString("program"))
            .jsonPath()
            .getString("id"));
  }

  private static JsonPath newIdea() {
    return proposed(newProgram(), 1, Map.of("config.json", config("0.05", "0.06")));
  }

  private static JsonPath status(JsonPath idea, String status) {
    return idea(idea).getString("status").equals(status) ? idea : null;
  }
}
