package dev.loopgate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.wire.json.Json;
import java.time.Duration;

/** What a demo showed, as one document; its fields are promised to scripts. */
final class Summary {
  private Summary() {}

  static ObjectNode of(
      String program, Snapshot snapshot, Progress progress, Duration started, Duration total) {
    ObjectNode summary = Json.mapper().createObjectNode();
    summary.put("program", program);
    summary.put("generation", generation(snapshot));
    progress.own(snapshot).forEach(idea -> summary.withArray("ideas").add(idea(idea, snapshot)));
    summary.putArray("reviewsWaiting");
    snapshot
        .openReviews()
        .forEach(review -> summary.withArray("reviewsWaiting").add(review(review)));
    summary
        .putObject("timings")
        .put("startSeconds", seconds(started))
        .put("totalSeconds", seconds(total));
    return summary;
  }

  private static int generation(Snapshot snapshot) {
    return snapshot.generations().isEmpty() ? 0 : Snapshot.number(snapshot.generations().getLast());
  }

  private static ObjectNode idea(JsonNode idea, Snapshot snapshot) {
    ObjectNode row = pick(idea, "id", "key", "summary", "generation", "status", "statusReason");
    snapshot
        .experimentOf(idea)
        .ifPresent(experiment -> {
          row.set("experimentId", experiment.path("id"));
          row.setAll(pick(experiment, "pairs", "eValue", "threshold", "verdict"));
          row.setAll(pick(experiment, "claimedEffect", "weakestIsolation", "flags"));
        });
    return row;
  }

  private static ObjectNode review(JsonNode review) {
    return pick(review, "id", "key", "kind", "ideaKey", "policy", "dossierDigest");
  }

  private static ObjectNode pick(JsonNode from, String... fields) {
    ObjectNode picked = Json.mapper().createObjectNode();
    for (String field : fields) {
      if (from.hasNonNull(field)) {
        picked.set(field, from.path(field));
      }
    }
    return picked;
  }

  private static double seconds(Duration duration) {
    return Math.round(duration.toMillis() / 100.0) / 10.0;
  }
}
