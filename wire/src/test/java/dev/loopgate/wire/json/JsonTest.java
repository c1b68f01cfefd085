package dev.loopgate.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
  record Sample(String name, @Nullable String absent, Instant at, BigDecimal value) {}

  @Test
  void theDigestDoesNotDependOnTheOrderOfFields() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("b", 1);
    one.put("a", List.of(true, "ä"));
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("a", List.of(true, "ä"));
    other.put("b", 1);

    assertThat(Json.digest(one)).isEqualTo(Json.digest(other));
  }

  @Test
  void theCanonicalFormIsThatOfRfc8785() {
    assertThat(canonical(Map.of("b", 1.0, "a", List.of(true, "ä"))))
        .isEqualTo("{\"a\":[true,\"ä\"],\"b\":1}");
    assertThat(canonical(List.of(1e21, 1e-7, 0.1, -0.0, 100, "\u20ac\n\u0001")))
        .isEqualTo("[1e+21,1e-7,0.1,0,100,\"€\\n\\u0001\"]");
    assertThat(Json.digest("{}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  }

  @Test
  void whatWasParsedAndWrittenAgainHasTheSameDigest() {
    Sample sample =
        new Sample("x", null, Instant.parse("2026-11-21T12:00:00.5Z"), new BigDecimal("0.10"));

    JsonNode tree = Json.read(Json.write(sample), JsonNode.class);

    assertThat(Json.digest(tree)).isEqualTo(Json.digest(sample));
    assertThat(Json.digest(Json.read(Json.write(sample), Sample.class)))
        .isEqualTo(Json.digest(sample));
  }

  @Test
  void nullIsAbsentAndInstantsAreText() {
    Sample sample = new Sample("x", null, Instant.EPOCH, BigDecimal.ONE);

    assertThat(Json.write(sample))
        .isEqualTo("{\"name\":\"x\",\"at\":\"1970-01-01T00:00:00Z\",\"value\":1}");
  }

  @Test
  void fieldsThatAreNotKnownAreIgnored() {
    Sample sample = Json.read("{\"name\":\"x\",\"colour\":\"red\"}", Sample.class);

    assertThat(sample.name()).isEqualTo("x");
  }

  private static String canonical(Object value) {
    return new String(Json.canonical(value), StandardCharsets.UTF_8);
  }
}
