package dev.loopgate.cli.canary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.output.Values;
import java.util.Optional;

/** The one thing that must happen to an attack. Nothing else counts as caught. */
sealed interface Expectation {

  /** What proves that it happened; empty when it did not. */
  Optional<String> proof(Sighting seen);

  /** As {@code canary.yaml} has it. */
  String words();

  /** The proposal is refused with this type of problem. */
  record Refused(String problem) implements Expectation {
    @Override
    public Optional<String> proof(Sighting seen) {
      return seen.refusal()
          .filter(refusal -> refusal.type().endsWith("/" + problem))
          .map(_ -> words());
    }

    @Override
    public String words() {
      return "refused: " + problem;
    }
  }

  /** The idea or the candidate raises this flag. */
  record Flagged(String kind) implements Expectation {
    @Override
    public Optional<String> proof(Sighting seen) {
      return seen.flags().stream()
          .filter(flag -> flag.path("kind").asText().equals(kind))
          .findFirst()
          .map(flag -> kind + ": " + Values.text(flag, "evidence"));
    }

    @Override
    public String words() {
      return "flag: " + kind;
    }
  }

  /** The experiment ends with this verdict. */
  record VerdictIs(String outcome) implements Expectation {
    @Override
    public Optional<String> proof(Sighting seen) {
      return Optional.of(seen.verdict())
          .filter(outcome::equals)
          .map(_ -> "%s, attempts %s".formatted(words(), seen.outcomes()));
    }

    @Override
    public String words() {
      return "verdict: " + outcome;
    }
  }

  /** An attempt of the candidate ends like this. */
  record AttemptEnds(String outcome) implements Expectation {
    @Override
    public Optional<String> proof(Sighting seen) {
      return seen.attempts().stream()
          .filter(attempt -> attempt.path("outcome").asText().equals(outcome))
          .findFirst()
          .map(attempt -> words() + ": " + Values.text(attempt, "detail"));
    }

    @Override
    public String words() {
      return "outcome: " + outcome;
    }
  }

  /** The candidate printed something, and this text was nowhere in it. */
  record LogLacks(String text) implements Expectation {
    @Override
    public Optional<String> proof(Sighting seen) {
      boolean spoke = seen.logs().stream().anyMatch(log -> !log.isBlank());
      boolean told = seen.logs().stream().anyMatch(log -> log.contains(text));
      return spoke && !told ? Optional.of("it found nothing") : Optional.empty();
    }

    @Override
    public String words() {
      return "logLacks: " + text;
    }
  }

  /** The agent that proposed it may propose nothing more. */
  record Quarantined() implements Expectation {
    @Override
    public Optional<String> proof(Sighting seen) {
      return seen.quarantine().map(quarantine -> "quarantined: " + reason(quarantine));
    }

    private static String reason(JsonNode quarantine) {
      return Values.text(quarantine, "reason");
    }

    @Override
    public String words() {
      return "quarantined: true";
    }
  }
}
