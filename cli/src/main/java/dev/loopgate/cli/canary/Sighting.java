package dev.loopgate.cli.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.loopgate.cli.output.Values;
import dev.loopgate.wire.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of an attack, as the services tell it.
 *
 * @param refusal why the proposal was refused
 * @param idea as it was recorded; missing when it was refused
 * @param experiment missing when there was none
 * @param attempts of the candidate only
 * @param logs of these attempts
 * @param quarantine of the agent
 */
record Sighting(
    Optional<Problem> refusal,
    JsonNode idea,
    JsonNode experiment,
    List<JsonNode> attempts,
    List<String> logs,
    Optional<JsonNode> quarantine) {
  private static final JsonNode NOTHING = MissingNode.getInstance();

  Sighting {
    attempts = List.copyOf(attempts);
    logs = List.copyOf(logs);
  }

  static Sighting refused(Problem problem) {
    return new Sighting(
        Optional.of(problem), NOTHING, NOTHING, List.of(), List.of(), Optional.empty());
  }

  /** An idea without an experiment, so far or for ever. */
  static Sighting of(JsonNode idea) {
    return new Sighting(Optional.empty(), idea, NOTHING, List.of(), List.of(), Optional.empty());
  }

  Sighting with(JsonNode anExperiment, List<JsonNode> itsAttempts, List<String> itsLogs) {
    return new Sighting(refusal, idea, anExperiment, itsAttempts, itsLogs, quarantine);
  }

  Sighting with(Optional<JsonNode> aQuarantine) {
    return new Sighting(refusal, idea, experiment, attempts, logs, aQuarantine);
  }

  /** The verdict's outcome; empty without one. */
  String verdict() {
    return experiment.at("/verdict/outcome").asText("");
  }

  boolean isImproved() {
    return verdict().equals("IMPROVED");
  }

  /** Why nothing may run; empty when something may. */
  String blockedBy() {
    return experiment.path("blockedBy").asText("");
  }

  /** What the intake noticed, and what fired for the candidate; the baseline's do not count. */
  List<JsonNode> flags() {
    List<JsonNode> flags = new ArrayList<>();
    idea.path("flags").forEach(flags::add);
    attempts.forEach(attempt -> attempt.path("flags").forEach(flags::add));
    return flags;
  }

  /** In a few words, for whoever has to find out why it was not caught. */
  String words() {
    if (refusal.isPresent()) {
      return "refused: " + refusal.get().detail();
    }
    if (verdict().isEmpty()) {
      return blockedBy().isEmpty() ? "no verdict" : "blocked: " + blockedBy();
    }
    return "%s (%s), flags %s, attempts %s"
        .formatted(verdict(), Values.text(experiment, "/verdict/reason"), kinds(), outcomes());
  }

  private List<String> kinds() {
    return flags().stream().map(flag -> flag.path("kind").asText()).distinct().toList();
  }

  /** How the candidate's attempts ended, each way once. */
  List<String> outcomes() {
    return attempts.stream()
        .map(attempt -> attempt.path("outcome").asText())
        .filter(outcome -> !outcome.isEmpty())
        .distinct()
        .toList();
  }
}
