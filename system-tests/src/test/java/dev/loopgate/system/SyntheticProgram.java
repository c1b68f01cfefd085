package dev.loopgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A program whose truth is known: the score is {@code shift} of its configuration plus seeded
 * noise. Stages are shell scripts of a few milliseconds, so that a whole experiment takes seconds.
 */
public final class SyntheticProgram {
  private static final Duration VERDICT = Duration.ofMinutes(4);

  private final Installation installation;
  private final String name;

  private SyntheticProgram(Installation installation, String name) {
    this.installation = installation;
    this.name = name;
  }

  /** Applies the program under a name of its own with the command that users type. */
  public static SyntheticProgram apply(Installation installation, String name)
      throws IOException, InterruptedException {
    return apply(installation, name, UnaryOperator.identity());
  }

  /**
   * Applies a variant of it.
   *
   * @param edit changes the text of its files
   */
  public static SyntheticProgram apply(
      Installation installation, String name, UnaryOperator<String> edit)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("synthetic");
    Path resources = resources();
    try (Stream<Path> files = Files.walk(resources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = directory.resolve(resources.relativize(file).toString());
        Files.createDirectories(target.getParent());
        String text = Files.readString(file).replace("name: NAME", "name: " + name);
        Files.writeString(target, edit.apply(text));
      }
    }
    Outcome applied = installation.run("apply", "-f", directory.resolve("program.yaml").toString());
    assertThat(applied.exitCode()).as(applied.err()).isZero();
    return new SyntheticProgram(installation, name);
  }

  /** Where its files are kept. */
  public static Path resources() {
    return Installation.repository().resolve("system-tests/src/test/resources/synthetic");
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Proposes a configuration as the researcher and returns the idea. */
  public JsonNode propose(String title, String config) throws IOException, InterruptedException {
    return propose(installation.token("researcher"), title, config);
  }

  /** The same as whoever has that token. */
  public JsonNode propose(String token, String title, String config)
      throws IOException, InterruptedException {
    return installation
        .with(token, "ideas")
        .post(
            "/api/v1/ideas",
            Map.of(
                "program",
                name,
                "generation",
                generation(),
                "title",
                title,
                "hypothesis",
                "the score follows the shift",
                "files",
                Map.of("config.json", config)),
            JsonNode.class,
            Map.of());
  }

  /** The number of its current generation. */
  public int generation() throws IOException, InterruptedException {
    return installation.get("ideas", "/api/v1/programs/" + name).path("currentGeneration").asInt();
  }

  /** Waits for the verdict on an idea and returns the experiment. */
  public JsonNode verdictOn(String ideaKey) throws IOException, InterruptedException {
    Await.until(
        "a verdict on " + ideaKey,
        VERDICT,
        () -> "CONCLUDED".equals(experiment(ideaKey).path("state").asText()));
    return experiment(ideaKey);
  }

  /** What is known of the experiment of an idea. */
  public JsonNode experiment(String ideaKey) throws IOException, InterruptedException {
    return installation.get("experiments", "/api/v1/experiments/" + ideaKey);
  }

  /** Waits for the adoption review of an idea and returns it. */
  public JsonNode adoptionReview(String ideaKey) throws IOException, InterruptedException {
    String path = "/api/v1/reviews/" + ideaKey + "-adoption";
    Await.until(
        "the adoption review of " + ideaKey,
        Duration.ofSeconds(30),
        () -> installation.get("reviews", path).has("key"));
    return installation.get("reviews", path);
  }
}
