package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.ideas.Provenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an idea says, apart from its change.
 *
 * @param rebasedFrom the idea that it repeats on a newer generation
 * @param generator the built-in generator that wrote the change; null when anybody else did
 */
public record Proposal(
    String title,
    String hypothesis,
    Provenance provenance,
    @Nullable UUID rebasedFrom,
    @Nullable String generator) {

  /** Who counts as author: the proposer and, for an agent, its sponsor. */
  List<String> authors() {
    return Stream.of(
            provenance.principal(), provenance.sponsor() == null ? "" : provenance.sponsor())
        .filter(subject -> !subject.isEmpty())
        .distinct()
        .toList();
  }

  /** All that people read about the idea, by its name. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("title", title);
    texts.put("hypothesis", hypothesis);
    texts.put("provenance.model", Objects.requireNonNullElse(provenance.model(), ""));
    texts.put("provenance.provider", Objects.requireNonNullElse(provenance.provider(), ""));
    texts.put("provenance.sources", String.join("\n", provenance.sources()));
    texts.put("provenance.parameters", parameters());
    return texts;
  }

  private String parameters() {
    return provenance.parameters().entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
