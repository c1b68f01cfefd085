package dev.loopgate.reviews.review;

import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.rules.Edition;
import dev.loopgate.wire.json.Json;
import java.util.List;
import java.util.Objects;

/**
 * What one review has shown.
 *
 * @param editions all of it, oldest first
 * @param current what it shows now
 */
public record ShownDossiers(List<Edition> editions, Dossier current) {
  public ShownDossiers {
    editions = List.copyOf(editions);
  }

  /** Of rows with review, digest, whether approvals are carried, and the content of the newest. */
  static ShownDossiers of(List<Object[]> rows) {
    return new ShownDossiers(
        rows.stream().map(row -> new Edition((String) row[1], (boolean) row[2])).toList(),
        rows.stream()
            .map(row -> row[3])
            .filter(Objects::nonNull)
            .map(content -> Json.read((String) content, Dossier.class))
            .findFirst()
            .orElseThrow());
  }
}
