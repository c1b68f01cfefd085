package dev.loopgate.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.loopgate.contracts.access.AccessEvent;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.ExperimentEvent;
import dev.loopgate.contracts.experiments.ExperimentRegistered;
import dev.loopgate.contracts.feed.FeedEvent;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.IdeaEvent;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.ProgramApplied;
import dev.loopgate.contracts.ideas.RollbackProposed;
import dev.loopgate.contracts.reviews.ReviewEvent;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.contracts.reviews.VoteCast;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Old events stay readable. A golden file is never edited, because feeds keep what was once told;
 * when an event grows, a second file joins the first.
 */
class GoldenEventsTest {
  /** Fields that hold names or values of the user's own, not records. */
  private static final Set<String> FREE = Set.of("parameters", "before", "after");

  /** As services read the feeds. */
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  static Stream<Class<?>> events() {
    return Stream.of(
            IdeaEvent.class,
            ExperimentEvent.class,
            ReviewEvent.class,
            AccessEvent.class,
            FeedEvent.class)
        .flatMap(feed -> Stream.of(feed.getPermittedSubclasses()));
  }

  @ParameterizedTest
  @MethodSource("events")
  void whatWasToldIsReadWithoutLoss(Class<?> event) throws Exception {
    JsonNode golden = golden(event);

    Object read = MAPPER.treeToValue(golden, event);

    JsonNode written = MAPPER.readTree(MAPPER.writeValueAsString(read));
    assertThat(written).isEqualTo(golden);
  }

  @ParameterizedTest
  @MethodSource("events")
  void fieldsThatComeLaterAreIgnored(Class<?> event) throws Exception {
    JsonNode golden = golden(event);
    JsonNode grown = golden.deepCopy();
    grow(grown);
    assertThat(grown).isNotEqualTo(golden);

    assertThat(MAPPER.treeToValue(grown, event)).isEqualTo(MAPPER.treeToValue(golden, event));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        IdeaProposed.class,
        ProgramApplied.class,
        GenerationAdvanced.class,
        ExperimentRegistered.class,
        ExperimentConcluded.class,
        RollbackProposed.class,
        VoteCast.class,
        StopChanged.class
      })
  void whatWasToldBeforeAFieldCameIsStillRead(Class<?> event) throws Exception {
    assertThat(MAPPER.treeToValue(golden("/golden/before/", event), event)).isNotNull();
  }

  @Test
  void everyEventHasAGoldenFile() {
    assertThat(events()).hasSize(27);
  }

  @Test
  void anIdeaWithoutAuthorsIsNoIdea() throws Exception {
    ObjectNode idea = (ObjectNode) golden(IdeaProposed.class);
    idea.remove("authors");

    assertThatThrownBy(() -> MAPPER.treeToValue(idea, IdeaProposed.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  private static JsonNode golden(Class<?> event) throws IOException, ReflectiveOperationException {
    return golden("/golden/", event);
  }

  private static JsonNode golden(String folder, Class<?> event)
      throws IOException, ReflectiveOperationException {
    String file = folder + event.getField("TYPE").get(null) + ".json";
    try (InputStream json = GoldenEventsTest.class.getResourceAsStream(file)) {
      return MAPPER.readTree(Objects.requireNonNull(json, "no golden file " + file));
    }
  }

  /** Adds a field to every record; free names and values stay as they are. */
  private static void grow(JsonNode node) {
    if (node instanceof ArrayNode array) {
      array.forEach(GoldenEventsTest::grow);
    }
    if (node instanceof ObjectNode object) {
      object.properties().stream()
          .filter(field -> !FREE.contains(field.getKey()))
          .forEach(field -> growIn(field.getKey(), field.getValue()));
      object.put("fieldOfTheFuture", 1);
    }
  }

  /** The guards of a pair are a map of free names. */
  private static void growIn(String name, JsonNode value) {
    if (name.equals("guards") && value instanceof ObjectNode guards) {
      guards.forEach(GoldenEventsTest::grow);
    } else {
      grow(value);
    }
  }
}
