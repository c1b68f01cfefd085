package dev.loopgate.ideas.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.ideas.ProgramSpec.Parameter;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvolveTest {
  private static final Map<String, Parameter> PARAMETERS =
      Map.of(
          "rate", number("0.001", "1", "log", false),
          "units", number("4", "128", "log", true),
          "momentum", number("0", "0.99", null, false),
          "activation", new Parameter(null, null, null, null, List.of("sigmoid", "relu", "tanh")));
  private static final Map<String, JsonNode> START =
      values("{\"rate\":0.02,\"units\":8,\"momentum\":0.0,\"activation\":\"sigmoid\"}");

  @Test
  void firstIdeasTouchEachParameterOnce() {
    List<Past> history = new ArrayList<>();
    Set<String> touched = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      Mutation next = new Evolve(PARAMETERS, START, history, 1).proposals(1).getFirst();
      assertThat(next.changes()).hasSize(1);
      touched.addAll(next.changes().keySet());
      history.add(past("p-" + i, next, null));
    }
    assertThat(touched).isEqualTo(PARAMETERS.keySet());
  }

  @Test
  void sameSeedAndHistoryGiveTheSameProposals() {
    List<Past> history =
        List.of(past("p-1", new Mutation("", values("{\"units\":32}"), List.of(), ""), 0.1));
    assertThat(new Evolve(PARAMETERS, START, history, 5).proposals(20))
        .isEqualTo(new Evolve(PARAMETERS, START, history, 5).proposals(20))
        .isNotEqualTo(new Evolve(PARAMETERS, START, history, 6).proposals(20));
  }

  @Test
  void valuesStayInRangeAndNeverRepeat() {
    List<Past> history = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      Mutation next = new Evolve(PARAMETERS, START, history, 3).proposals(1).getFirst();
      assertThat(seen.add(next.outcome(START))).isTrue();
      JsonNode units = next.changes().get("units");
      if (units != null) {
        assertThat(units.isIntegralNumber()).isTrue();
        assertThat(units.asInt()).isBetween(4, 128);
      }
      JsonNode rate = next.changes().get("rate");
      if (rate != null) {
        assertThat(rate.decimalValue()).isBetween(new BigDecimal("0.001"), BigDecimal.ONE);
      }
      history.add(past("p-" + i, next, i % 3 == 0 ? 0.01 * i : -0.01));
    }
    assertThat(history).anyMatch(past -> past.after().size() > 3);
  }

  @Test
  void valuesAtABoundAndUsedUpChoicesDoNotStopIt() {
    List<Past> history = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Mutation next = new Evolve(PARAMETERS, START, history, 7).proposals(1).getFirst();
      next.changes()
          .forEach((name, value) -> assertThat(Values.text(value)).isNotEqualTo(text(START, name)));
      history.add(past("p-" + i, next, null));
    }
  }

  @Test
  void sixIdeasUsuallyContainAnImprovement() {
    int found = 0;
    for (long seed = 1; seed <= 100; seed++) {
      List<Past> history = new ArrayList<>();
      boolean better = false;
      for (int i = 0; i < 6; i++) {
        Mutation next = new Evolve(PARAMETERS, START, history, seed).proposals(1).getFirst();
        double effect = score(next) - score(new Mutation("", Map.of(), List.of(), ""));
        better |= effect > 0.02;
        history.add(past("p-" + i, next, effect));
      }
      found += better ? 1 : 0;
    }
    assertThat(found).isGreaterThan(90);
  }

  @Test
  void editedFileKeepsItsLayout() throws IOException {
    String text = "{\n  \"a\": 1,   \"b\": {\"c\": \"x\\\"y\"},\n  \"d\": [1, 2]\n}\n";
    assertThat(new ConfigDocument(text).with(values("{\"a\":2.5,\"b.c\":\"z\",\"none\":1}")))
        .isEqualTo("{\n  \"a\": 2.5,   \"b\": {\"c\": \"z\"},\n  \"d\": [1, 2]\n}\n");
  }

  /** Best at rate 0.2, many units, some momentum. */
  private static double score(Mutation mutation) {
    Map<String, JsonNode> all = new TreeMap<>(START);
    all.putAll(mutation.changes());
    double rate = Math.log(number(all, "rate") / 0.2);
    double units = Math.log(number(all, "units") / 64);
    double momentum = number(all, "momentum") - 0.5;
    return -0.02 * rate * rate - 0.02 * units * units - 0.1 * momentum * momentum;
  }

  private static double number(Map<String, JsonNode> values, String name) {
    JsonNode value = values.get(name);
    return value == null ? Double.NaN : value.asDouble();
  }

  private static String text(Map<String, JsonNode> values, String name) {
    JsonNode value = values.get(name);
    return value == null ? "" : Values.text(value);
  }

  private static Past past(String key, Mutation mutation, @Nullable Double effect) {
    Map<String, JsonNode> after = new TreeMap<>(START);
    after.putAll(mutation.changes());
    return new Past(key, START, after, effect, effect != null && effect > 0);
  }

  private static Parameter number(String min, String max, @Nullable String scale, boolean integer) {
    return new Parameter(new BigDecimal(min), new BigDecimal(max), scale, integer, null);
  }

  private static Map<String, JsonNode> values(String json) {
    Map<String, JsonNode> values = new TreeMap<>();
    Json.read(json, JsonNode.class)
        .properties()
        .forEach(field -> values.put(field.getKey(), field.getValue()));
    return values;
  }
}
