package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.ideas.Provenance;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an idea says, apart from its change.
 *
 * @param rebasedFrom the idea that it repeats on a newer generation
 */
public record Proposal(
    String title, String hypothesis, Provenance provenance, @Nullable UUID rebasedFrom) {

  /** Who counts as author: the proposer and, for an agent, its sponsor. */
  List<String> authors() {
    return Stream.of(
            provenance.principal(), provenance.sponsor() == null ? "" : provenance.sponsor())
        .filter(subject -> !subject.isEmpty())
        .distinct()
        .toList();
  }
}
