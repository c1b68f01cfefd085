package dev.loopgate.reviews.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreeTextsTest {
  private static final byte[] SALT = {1, 2, 3};

  @Test
  void textsAtAnyDepthBecomeCommitmentsAndNothingElseDoes() {
    JsonNode entry =
        Json.read(
            "{\"a\":[{\"reason\":\"x\"},{\"reason\":7}],\"name\":\"y\",\"x/y~\":{\"note\":\"z\"}}",
            JsonNode.class);

    List<FreeText> texts = FreeTexts.commit(entry, () -> SALT);

    assertThat(texts)
        .containsExactly(
            new FreeText("/a/0/reason", "010203", "x"),
            new FreeText("/x~1y~0/note", "010203", "z"));
    assertThat(entry.at("/a/0/reason/digest").asText()).isEqualTo(FreeTexts.digest(SALT, "x"));
    assertThat(entry.at("/a/1/reason").asInt()).isEqualTo(7);
    assertThat(entry.at("/name").asText()).isEqualTo("y");
  }

  @Test
  void theSaltIsPartOfWhatIsHashed() {
    assertThat(FreeTexts.digest(SALT, "x"))
        .isEqualTo(Json.digest(new byte[] {1, 2, 3, 'x'}))
        .isNotEqualTo(FreeTexts.digest(new byte[] {1, 2, 4}, "x"));
  }

  @Test
  void whatIsDigestedWithoutASaltTellsNothingOfTheTexts() {
    JsonNode event = Json.read("{\"data\":{\"reason\":\"x\",\"id\":1}}", JsonNode.class);

    assertThat(FreeTexts.without(event)).hasToString("{\"data\":{\"id\":1}}");
    assertThat(event.at("/data/reason").asText()).isEqualTo("x");
  }
}
