package dev.loopgate.cli.audit;

import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the log says of planted reviews in the end against what it had of them from the start:
 * nobody planted something afterwards, named another defect, or decided what was planted.
 */
final class PlantAudit {
  private final List<LogEntry> committed;
  private final List<LogEntry> revealed;
  private final List<LogEntry> reviews;

  private PlantAudit(List<LogEntry> plants, List<LogEntry> reviews) {
    committed = ofKind(plants, "plant.committed");
    revealed = ofKind(plants, "plant.revealed");
    this.reviews = reviews;
  }

  /**
   * One plant that has ended.
   *
   * @param fault what does not hold; null when everything does
   */
  record Audited(long index, String review, String defect, String result, @Nullable String fault) {
    String words() {
      return "%s #%-6d %s: %s, %s%s"
          .formatted(
              fault == null ? "ok  " : "NOT ",
              index,
              review,
              defect,
              result,
              fault == null ? "" : "; " + fault);
    }
  }

  /**
   * All plants of a log.
   *
   * @param open how many have not ended
   */
  record Answer(List<Audited> plants, long open) {
    boolean holds() {
      return plants.stream().allMatch(plant -> plant.fault() == null);
    }

    String text() {
      List<String> lines = new ArrayList<>(plants.stream().map(Audited::words).toList());
      lines.add("%d ended, %d open".formatted(plants.size(), open));
      return String.join("\n", lines);
    }
  }

  static Answer of(LogEntries entries) throws IOException {
    List<LogEntry> plants = entries.mentioning(Set.of("plant.committed", "plant.revealed"));
    Set<String> reviewIds =
        ofKind(plants, "plant.revealed").stream()
            .map(entry -> entry.text("/opened/plant/reviewId"))
            .filter(id -> !id.isEmpty())
            .collect(Collectors.toSet());
    List<LogEntry> reviews = reviewIds.isEmpty() ? List.of() : entries.mentioning(reviewIds);
    return new PlantAudit(plants, reviews).answer();
  }

  private Answer answer() {
    Set<String> ended =
        revealed.stream().map(entry -> entry.text("/plantId")).collect(Collectors.toSet());
    long open = committed.stream().filter(entry -> !ended.contains(entry.text("/plantId"))).count();
    return new Answer(revealed.stream().map(this::audited).toList(), open);
  }

  private Audited audited(LogEntry end) {
    return new Audited(
        end.index(),
        end.text("/opened/plant/reviewKey"),
        end.text("/opened/plant/defect"),
        end.text("/result"),
        fault(end));
  }

  private @Nullable String fault(LogEntry end) {
    LogEntry start =
        committed.stream()
            .filter(entry -> entry.has("/plantId", end.text("/plantId")))
            .min(Comparator.comparingLong(LogEntry::index))
            .orElse(null);
    if (start == null || !end.has("/opened/plant/plantId", end.text("/plantId"))) {
      return "the log has no commitment of it";
    }
    if (!Json.digest(end.fact().path("opened")).equals(start.text("/commitment"))) {
      return "it is not what entry %d is a commitment of".formatted(start.index());
    }
    String review = end.text("/opened/plant/reviewId");
    if (reviews.stream().anyMatch(e -> e.index() < start.index() && isAbout(e, review))) {
      return "the review was there before the commitment";
    }
    return reviews.stream().anyMatch(e -> e.has("/decision/reviewId", review))
        ? "it was decided"
        : null;
  }

  private static boolean isAbout(LogEntry entry, String review) {
    return entry.has("/reviewId", review);
  }

  private static List<LogEntry> ofKind(List<LogEntry> entries, String kind) {
    return entries.stream().filter(entry -> entry.kind().equals(kind)).toList();
  }
}
