package dev.loopgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A loop amid the judgement of an idea that is better and of one that changes nothing. Whatever is
 * done to it then, it must end the same.
 */
public final class JudgedLoop {
  private final Installation installation;
  private final SyntheticProgram program;
  private final String better;
  private final String same;

  private JudgedLoop(
      Installation installation, SyntheticProgram program, String better, String same) {
    this.installation = installation;
    this.program = program;
    this.better = better;
    this.same = same;
  }

  /** Begins one with a program of that name, and waits until some pairs are judged. */
  public static JudgedLoop begin(Installation installation, String name)
      throws IOException, InterruptedException {
    SyntheticProgram program = SyntheticProgram.apply(installation, name);
    String better = program.propose("better", "{\"shift\": 1}").path("key").asText();
    String same = program.propose("same", "{\"shift\": 0, \"note\": 1}").path("key").asText();
    Await.until(
        "some pairs of " + better + " are judged",
        Duration.ofMinutes(2),
        () -> program.experiment(better).path("pairs").asInt() >= 3);
    return new JudgedLoop(installation, program, better, same);
  }

  /** Both verdicts are right, people are asked once, and nothing was lost or happened twice. */
  public void assertEndsTheSame() throws IOException, InterruptedException {
    JsonNode improved = program.verdictOn(better);
    assertThat(improved.at("/verdict/outcome").asText()).isEqualTo("IMPROVED");
    assertThat(program.verdictOn(same).at("/verdict/outcome").asText()).isEqualTo("NOT_SHOWN");
    assertThat(program.adoptionReview(better).path("state").asText()).isEqualTo("OPEN");
    assertEvidenceIsWhole(installation.evidence(improved), improved);
    assertOnce(improved);
  }

  /** Each pair once, in order, and as many as the verdict says. */
  public static void assertEvidenceIsWhole(JsonNode evidence, JsonNode experiment) {
    List<Integer> indexes = new ArrayList<>();
    evidence.findValue("pairs").forEach(pair -> indexes.add(pair.path("index").asInt()));
    assertThat(indexes).hasSize(experiment.at("/verdict/pairs").asInt());
    for (int i = 0; i < indexes.size(); i++) {
      assertThat(indexes.get(i)).isEqualTo(i);
    }
  }

  /**
   * One experiment per idea, and in the record one registration, one verdict and one review of it;
   * flags say of as many attempts as were lost that nobody knows why.
   */
  private void assertOnce(JsonNode experiment) throws IOException, InterruptedException {
    JsonNode experiments =
        installation.get("experiments", "/api/v1/experiments?kind=IDEA&program=" + program.name());
    assertThat(experiments.path("items")).hasSize(2);
    assertThat(installation.logged(experiment.path("id").asText()))
        .filteredOn(kind -> !kind.equals("run.flagged"))
        .doesNotHaveDuplicates()
        .hasSizeGreaterThanOrEqualTo(3);
  }
}
