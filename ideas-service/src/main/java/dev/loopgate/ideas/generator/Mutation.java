package dev.loopgate.ideas.generator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * New values and why they are tried.
 *
 * @param how {@code explore}, {@code further}, {@code crossover} or {@code pair}
 * @param parents keys of the ideas that it builds on
 */
record Mutation(String how, Map<String, JsonNode> changes, List<String> parents, String why) {
  Mutation {
    changes = Map.copyOf(changes);
    parents = List.copyOf(parents);
  }

  /** The values that the candidate would have, as one text that compares. */
  String outcome(Map<String, JsonNode> current) {
    Map<String, String> all = new TreeMap<>();
    current.forEach((name, value) -> all.put(name, Values.text(value)));
    changes.forEach((name, value) -> all.put(name, Values.text(value)));
    return all.toString();
  }
}
