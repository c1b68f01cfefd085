package dev.loopgate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.output.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells each step of the loop once, in words, as snapshots show it. */
final class Story {
  private static final Duration BREATH = Duration.ofSeconds(5);

  private final String program;
  private final Set<String> told = new HashSet<>();
  private final Map<String, Integer> toldCount = new HashMap<>();
  private final Map<String, Duration> toldAt = new HashMap<>();

  Story(String program) {
    this.program = program;
  }

  /** The lines that are new in this snapshot, in the order of the loop. */
  List<String> tell(Snapshot snapshot, Duration now) {
    List<String> lines = new ArrayList<>();
    snapshot.generations().forEach(g -> once(lines, "generation " + id(g), generation(g)));
    snapshot.ideas().forEach(idea -> idea(lines, idea, snapshot, now));
    snapshot.experiments().forEach(e -> baseline(lines, e, now));
    snapshot.openReviews().forEach(r -> once(lines, "review " + id(r), review(r)));
    return lines;
  }

  /** Takes what happened before this telling as known, and says so in one line. */
  List<String> begin(Snapshot snapshot) {
    List<String> lines = tell(snapshot, Duration.ZERO);
    if (snapshot.ideas().isEmpty()) {
      return lines;
    }
    return List.of(
        "%s goes on: generation %s, %d ideas so far"
            .formatted(
                program,
                Values.text(snapshot.generations().getLast(), "number"),
                snapshot.ideas().size()));
  }

  private void once(List<String> lines, String what, String line) {
    if (told.add(what)) {
      lines.add(line);
    }
  }

  private void idea(List<String> lines, JsonNode idea, Snapshot snapshot, Duration now) {
    once(lines, "idea " + id(idea), proposed(idea));
    snapshot.experimentOf(idea).ifPresent(experiment -> experiment(lines, experiment, now));
    if (!idea.path("status").asText().equals("OPEN")) {
      once(lines, "closed " + id(idea), closed(idea));
    }
  }

  private void experiment(List<String> lines, JsonNode experiment, Duration now) {
    String key = Values.text(experiment, "ideaKey");
    if (Values.has(experiment, "threshold")) {
      once(
          lines,
          "registered " + id(experiment),
          "%s registered: needs e ≥ %s"
              .formatted(key, Values.rounded(experiment.path("threshold"))));
    }
    if (Values.has(experiment, "verdict")) {
      once(lines, "verdict " + id(experiment), key + " " + verdict(experiment));
    } else {
      pairs(lines, key, experiment, now);
    }
  }

  private void pairs(List<String> lines, String key, JsonNode experiment, Duration now) {
    int pairs = experiment.path("pairs").asInt();
    if (isMore(key, pairs) && hasBreathed(key, now)) {
      toldCount.put(key, pairs);
      lines.add(
          "%s %d %s: e = %s of %s"
              .formatted(
                  key,
                  pairs,
                  pairs == 1 ? "pair" : "pairs",
                  Values.rounded(experiment.path("eValue")),
                  Values.rounded(experiment.path("threshold"))));
    }
  }

  private void baseline(List<String> lines, JsonNode experiment, Duration now) {
    if (!experiment.path("kind").asText().equals("BASELINE")) {
      return;
    }
    String generation = Values.text(experiment, "generation");
    if (Values.has(experiment, "/baseline/mean")) {
      once(lines, "baseline " + id(experiment), measured(generation, experiment.path("baseline")));
      return;
    }
    int done = experiment.path("runsDone").asInt();
    if (isMore(id(experiment), done) && hasBreathed(id(experiment), now)) {
      toldCount.put(id(experiment), done);
      lines.add("baseline of generation %s: %d runs done".formatted(generation, done));
    }
  }

  private boolean isMore(String what, int count) {
    return count > toldCount.getOrDefault(what, 0);
  }

  private boolean hasBreathed(String what, Duration now) {
    Duration last = toldAt.get(what);
    if (last != null && now.minus(last).compareTo(BREATH) < 0) {
      return false;
    }
    toldAt.put(what, now);
    return true;
  }

  private String generation(JsonNode generation) {
    String number = Values.text(generation, "number");
    return Values.has(generation, "ideaKey")
        ? "generation %s of %s: %s adopted"
            .formatted(number, program, Values.text(generation, "ideaKey"))
        : "generation %s of %s: the baseline".formatted(number, program);
  }

  private static String proposed(JsonNode idea) {
    String what = Values.has(idea, "rebasedFrom") ? "repeated on generation %s" : "proposed";
    return "%s %s: %s"
        .formatted(
            Values.text(idea, "key"),
            what.formatted(Values.text(idea, "generation")),
            Values.text(idea, "summary"));
  }

  private static String closed(JsonNode idea) {
    return "%s closed: %s"
        .formatted(
            Values.text(idea, "key"),
            Values.has(idea, "statusReason")
                ? Values.text(idea, "statusReason")
                : Values.text(idea, "status"));
  }

  private static String verdict(JsonNode experiment) {
    JsonNode verdict = experiment.path("verdict");
    return "verdict %s %s after %s pairs"
        .formatted(
            Values.text(verdict, "outcome"), Values.effect(verdict), Values.text(verdict, "pairs"));
  }

  private static String measured(String generation, JsonNode baseline) {
    return "baseline of generation %s measured: %s ± %s over %s runs"
        .formatted(
            generation,
            Values.rounded(baseline.path("mean")),
            Values.rounded(baseline.path("standardDeviation")),
            Values.text(baseline, "runs"));
  }

  private static String review(JsonNode review) {
    return "review %s waits for a person".formatted(Values.text(review, "key"));
  }

  private static String id(JsonNode node) {
    return node.path("id").asText();
  }
}
