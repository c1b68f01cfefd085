package dev.loopgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole loop on one machine: propose, clear, register, run, judge, vote, adopt. */
@ExtendWith(SharedInstallation.class)
class LoopSystemTest {
  private final Installation installation;

  LoopSystemTest(Installation installation) {
    this.installation = installation;
  }

  @Test
  void aRealImprovementIsShownAndAPersonMakesItTheNextGeneration()
      throws IOException, InterruptedException {
    // Given
    SyntheticProgram program = SyntheticProgram.apply(installation, "adopt");
    String key = program.propose("shift up", "{\"shift\": 1}").path("key").asText();
    JsonNode experiment = program.verdictOn(key);
    assertThat(experiment.at("/verdict/outcome").asText()).isEqualTo("IMPROVED");
    assertThat(experiment.at("/verdict/effect").asDouble()).isBetween(0.99, 1.01);
    JsonNode review = program.adoptionReview(key);

    // When
    Outcome vote =
        installation.run(
            "review",
            "vote",
            review.path("key").asText(),
            "--approve",
            "--reason",
            "one unit better on every seed");

    // Then
    assertThat(vote.exitCode()).as(vote.err()).isZero();
    Await.until("generation 2", Duration.ofSeconds(30), () -> program.generation() == 2);
    JsonNode generation =
        installation.get("ideas", "/api/v1/generations?program=adopt").at("/items/0");
    assertThat(generation.path("number").asInt()).isEqualTo(2);
    assertThat(generation.path("ideaKey").asText()).isEqualTo(key);
    assertThat(generation.path("tag").asText()).isEqualTo("adopt/generation-2");
    assertThat(generation.path("experimentId").asText()).isEqualTo(experiment.path("id").asText());
    assertThat(
            installation
                .get("reviews", "/api/v1/decisions/" + generation.path("decisionId").asText())
                .path("outcome")
                .asText())
        .isEqualTo("ADOPT");
    Await.until(
        "the new baseline is measured",
        Duration.ofMinutes(1),
        () -> baseline("adopt", 2).at("/baseline/mean").isNumber());
    assertThat(baseline("adopt", 2).at("/baseline/mean").asDouble()).isBetween(0.8, 1.2);
    assertThat(baseline("adopt", 2).at("/baseline/remeasuredEffect").asDouble())
        .isBetween(0.7, 1.3);
  }

  private JsonNode baseline(String program, int generation)
      throws IOException, InterruptedException {
    JsonNode list =
        installation.get("experiments", "/api/v1/experiments?kind=BASELINE&program=" + program);
    for (JsonNode experiment : list.path("items")) {
      if (experiment.path("generation").asInt() == generation) {
        return experiment;
      }
    }
    return list;
  }

  @Test
  void nothingIsShownForAChangeThatChangesNothing() throws IOException, InterruptedException {
    // Given
    SyntheticProgram program = SyntheticProgram.apply(installation, "nothing");

    // When
    String key = program.propose("a note", "{\"shift\": 0, \"note\": \"x\"}").path("key").asText();

    // Then
    JsonNode experiment = program.verdictOn(key);
    assertThat(experiment.at("/verdict/outcome").asText()).isEqualTo("NOT_SHOWN");
    assertThat(experiment.at("/verdict/pairs").asInt()).isLessThan(14);
  }

  @Test
  void aWorseChangeIsRegressed() throws IOException, InterruptedException {
    SyntheticProgram program = SyntheticProgram.apply(installation, "worse");
    String key = program.propose("shift down", "{\"shift\": -1}").path("key").asText();
    assertThat(program.verdictOn(key).at("/verdict/outcome").asText()).isEqualTo("REGRESSED");
  }

  @Test
  void aClaimOfAPerfectScoreIsKeptAsAClaimAndDecidesNothing()
      throws IOException, InterruptedException {
    SyntheticProgram program = SyntheticProgram.apply(installation, "claims");
    String key = program.propose("boast", "{\"shift\": 0, \"boast\": 1}").path("key").asText();
    JsonNode experiment = program.verdictOn(key);
    String id = experiment.path("id").asText();
    JsonNode run =
        installation.get("experiments", "/api/v1/experiments/" + id + "/runs").at("/items/0");
    JsonNode full = installation.get("experiments", "/api/v1/runs/" + run.path("id").asText());
    assertThat(full.at("/claims/0/value").asDouble()).isEqualTo(1000);
    assertThat(full.at("/measurements/0/value").asDouble()).isLessThan(10);
    assertThat(experiment.at("/verdict/outcome").asText()).isNotEqualTo("IMPROVED");
  }

  @Test
  void votesOfTheAgentTheSponsorAndOfAnOutdatedDossierAreRefusedAndChangeNothing()
      throws IOException, InterruptedException {
    // Given
    SyntheticProgram program = SyntheticProgram.apply(installation, "refusals");
    Outcome created =
        installation.run(
            "token",
            "create",
            "--kind",
            "agent",
            "--subject",
            "bot@refusals",
            "--sponsor",
            "researcher@local",
            "--role",
            "researcher",
            "--role",
            "reviewer");
    assertThat(created.exitCode()).as(created.err()).isZero();
    String agent = created.out().strip();
    String key = program.propose(agent, "shift up", "{\"shift\": 1}").path("key").asText();
    letItRunWithoutASandbox(key);
    program.verdictOn(key);
    JsonNode review = program.adoptionReview(key);
    String current = review.path("dossierDigest").asText();
    String other = "sha256:" + "0".repeat(64);

    // Then
    assertRefused(agent, review, current, 403);
    assertRefused(installation.token("researcher"), review, current, 403);
    assertRefused(installation.token("reviewer"), review, other, 412);
    JsonNode after = program.adoptionReview(key);
    assertThat(after.path("state").asText()).isEqualTo("OPEN");
    assertThat(after.path("votes")).isEmpty();
    assertThat(after.path("dossierDigest").asText()).isEqualTo(current);
    assertThat(program.generation()).isEqualTo(1);
  }

  /** What an agent wrote waits for a person where no worker has a sandbox. */
  private void letItRunWithoutASandbox(String key) throws IOException, InterruptedException {
    JsonNode workers = installation.get("experiments", "/api/v1/workers").path("items");
    if (!workers.findValuesAsText("isolation").stream().allMatch("PROCESS"::equals)) {
      return;
    }
    String review = key + "-clearance";
    String path = "/api/v1/reviews/" + review;
    Await.until(
        "the clearance waits",
        Duration.ofSeconds(30),
        () -> installation.get("reviews", path).path("state").asText().equals("OPEN"));
    assertThat(installation.get("reviews", path).path("requirements").findValuesAsText("name"))
        .contains("isolation");
    Outcome vote =
        installation.run(
            "review", "vote", review, "--approve", "--reason", "I know what it could do here");
    assertThat(vote.exitCode()).as(vote.err()).isZero();
  }

  private void assertRefused(String token, JsonNode review, String digest, int status)
      throws IOException {
    var reviews = installation.with(token, "reviews");
    assertThatThrownBy(() ->
            reviews.post(
                "/api/v1/reviews/" + review.path("id").asText() + "/votes",
                Map.of("value", "APPROVE", "reason", "because I say so"),
                JsonNode.class,
                Map.of("If-Match", "\"" + digest + "\"")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(status);
              assertThat(e.problem().type()).startsWith("https://loopgate.dev/problems/");
              assertThat(e.problem().detail()).isNotBlank();
            });
  }

  @Test
  void theSamePatchTwiceIsRefusedBeforeItCostsAnything() throws IOException, InterruptedException {
    SyntheticProgram program = SyntheticProgram.apply(installation, "twice");
    String first = program.propose("shift", "{\"shift\": 0.5}").path("key").asText();
    assertThatThrownBy(() -> program.propose("again", "{ \"shift\":0.5 }"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(409);
              assertThat(e.problem().detail()).contains(first);
            });
  }
}
