package dev.loopgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A/A: ideas that change a comment and nothing else, each with noise of its own. A loop that keeps
 * whatever looks better would adopt half of them.
 */
public final class IdeasThatChangeNothing {
  private static final String PROGRAM = "no-change";
  private static final Path EXAMPLE = Installation.repository().resolve("examples/canaries");

  private final Installation installation;

  private IdeasThatChangeNothing(Installation installation) {
    this.installation = installation;
  }

  /**
   * The verdicts on so many of them.
   *
   * @param folder an empty one
   */
  public static List<JsonNode> judge(
      Installation installation, int ideas, Duration atMost, Path folder)
      throws IOException, InterruptedException {
    return new IdeasThatChangeNothing(installation).judge(ideas, atMost, folder);
  }

  private List<JsonNode> judge(int ideas, Duration atMost, Path folder)
      throws IOException, InterruptedException {
    apply(folder);
    long begin = System.nanoTime();
    for (int number = 1; number <= ideas; number++) {
      propose(number);
    }
    Await.until("a verdict on each", atMost, () -> verdicts().size() == ideas);
    List<JsonNode> verdicts = verdicts();
    System.out.printf(
        "%d ideas that change nothing: %d improved, in %d s%n",
        ideas,
        with("IMPROVED", verdicts).size(),
        Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    return verdicts;
  }

  /** Those with an outcome. */
  public static List<JsonNode> with(String outcome, List<JsonNode> verdicts) {
    return verdicts.stream()
        .filter(verdict -> verdict.path("outcome").asText().equals(outcome))
        .toList();
  }

  /** The program of the canaries, under another name. */
  private void apply(Path folder) throws IOException, InterruptedException {
    Folders.copy(EXAMPLE.resolve("program"), folder.resolve("program"));
    String spec = Files.readString(EXAMPLE.resolve("canaries.yaml"));
    Path file =
        Files.writeString(
            folder.resolve("program.yaml"), spec.replace("name: canaries,", "name: no-change,"));
    Outcome applied = installation.run("apply", "-f", file.toString());
    assertThat(applied.exitCode()).as(applied.err()).isZero();
  }

  private void propose(int number) throws IOException, InterruptedException {
    String train = Files.readString(EXAMPLE.resolve("program/train.sh"));
    installation
        .as("researcher", "ideas")
        .post(
            "/api/v1/ideas",
            Map.of(
                "program",
                PROGRAM,
                "generation",
                1,
                "title",
                "another comment",
                "hypothesis",
                "words do not matter",
                "files",
                Map.of("train.sh", "# comment %d%n%s".formatted(number, train))),
            JsonNode.class,
            Map.of());
  }

  private List<JsonNode> verdicts() throws IOException, InterruptedException {
    JsonNode page =
        installation.get(
            "experiments", "/api/v1/experiments?kind=IDEA&limit=200&program=" + PROGRAM);
    List<JsonNode> verdicts = new ArrayList<>();
    for (JsonNode experiment : page.path("items")) {
      if (experiment.path("state").asText().equals("CONCLUDED")) {
        verdicts.add(experiment.path("verdict"));
      }
    }
    return verdicts;
  }
}
