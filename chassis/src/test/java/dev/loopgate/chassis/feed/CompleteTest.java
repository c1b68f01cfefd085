package dev.loopgate.chassis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.QuarantineLifted;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompleteTest {
  private static final Path GOLDEN = Path.of("../contracts/src/test/resources/golden");

  /** What services ever told, and what they told before later parts came. */
  static List<Path> told() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("told")
  void whateverWasEverToldIsComplete(Path file) throws IOException {
    String type = file.getFileName().toString().replace(".json", "");

    assertThatCode(() -> event(type, json(file)).read(Vocabulary.find(type).orElseThrow()))
        .doesNotThrowAnyException();
  }

  @Test
  void thereIsSomethingToRead() throws IOException {
    assertThat(told()).hasSizeGreaterThan(25);
  }

  @Test
  void aPartThatIsNotNullableMustBeThere() throws IOException {
    ObjectNode idea = (ObjectNode) json(GOLDEN.resolve("idea.proposed.json"));
    idea.remove("rebasedFrom");
    assertThat(event(IdeaProposed.TYPE, idea).read(IdeaProposed.class)).isNotNull();

    idea.putNull("title");
    assertUnreadable(IdeaProposed.class, idea, "lacks title");
  }

  @Test
  void soMustThePartsOfItsParts() throws IOException {
    ObjectNode concluded = (ObjectNode) json(GOLDEN.resolve("experiment.concluded.json"));
    ((ObjectNode) concluded.at("/evidence/pairs/0")).remove("y");

    assertUnreadable(ExperimentConcluded.class, concluded, "Pair lacks y");
  }

  @Test
  void whatNoDatabaseTakesIsUnreadable() throws IOException {
    ObjectNode lifted = (ObjectNode) json(GOLDEN.resolve("quarantine.lifted.json"));
    assertUnreadable(
        QuarantineLifted.class, lifted.deepCopy().put("reason", "a\0b"), "NUL characters");
    assertUnreadable(
        QuarantineLifted.class,
        lifted.deepCopy().put("extra", Double.POSITIVE_INFINITY),
        "numbers");
  }

  @Test
  void noDataIsUnreadable() {
    assertUnreadable(QuarantineLifted.class, Json.mapper().nullNode(), "it has no data");
  }

  private static void assertUnreadable(Class<?> type, JsonNode data, String reason) {
    assertThatThrownBy(() -> event("some.type", data).read(type))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining(reason);
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.mapper().readTree(file.toFile());
  }

  private static CloudEvent event(String type, JsonNode data) {
    return new CloudEvent(
        "1.0", "1-1", "/feeds/x", type, "x", Instant.EPOCH, "application/json", null, null, data);
  }
}
