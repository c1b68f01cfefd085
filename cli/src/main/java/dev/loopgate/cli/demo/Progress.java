package dev.loopgate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.output.Values;
import java.util.List;

/**
 * Which ideas this demo asked for, and whether all of them have their answer.
 *
 * @param after the number of the last idea before it asked
 * @param count how many it asked for
 * @param request the id of what it asked
 */
record Progress(int after, int count, String request) {
  private static final String GENERATOR = "evolve@";

  /** The generator's own ideas since then; repetitions on a newer generation do not count. */
  List<JsonNode> own(Snapshot snapshot) {
    return snapshot.ideas().stream()
        .filter(idea -> Snapshot.number(idea) > after)
        .filter(idea -> Values.text(idea, "/provenance/principal").startsWith(GENERATOR))
        .filter(idea -> !Values.has(idea, "rebasedFrom"))
        .limit(count)
        .toList();
  }

  boolean isComplete(Snapshot snapshot) {
    List<JsonNode> own = own(snapshot);
    return own.size() == expected(snapshot)
        && own.stream().allMatch(idea -> isAnswered(idea, snapshot));
  }

  /** As many as were asked for, unless the generator found no more that are new. */
  int expected(Snapshot snapshot) {
    return snapshot.requests().stream()
        .filter(asked -> asked.path("id").asText().equals(request))
        .filter(asked -> asked.path("state").asText().equals("EXHAUSTED"))
        .mapToInt(asked -> asked.path("proposed").asInt())
        .findFirst()
        .orElse(count);
  }

  /** It has a verdict, or people ended it before. */
  private static boolean isAnswered(JsonNode idea, Snapshot snapshot) {
    boolean hasVerdict =
        snapshot.experimentOf(idea).map(e -> Values.has(e, "verdict")).orElse(false);
    return hasVerdict ? isReviewKnown(idea, snapshot) : !isOpen(idea);
  }

  /** An improvement is complete when its question to people is there, too. */
  private static boolean isReviewKnown(JsonNode idea, Snapshot snapshot) {
    boolean improved =
        snapshot
            .experimentOf(idea)
            .map(e -> e.at("/verdict/outcome").asText().equals("IMPROVED"))
            .orElse(false);
    return !improved
        || !isOpen(idea)
        || snapshot.reviews().stream()
            .filter(review -> review.path("kind").asText().equals("ADOPTION"))
            .anyMatch(review -> review.path("ideaId").asText().equals(idea.path("id").asText()));
  }

  private static boolean isOpen(JsonNode idea) {
    return idea.path("status").asText().equals("OPEN");
  }
}
