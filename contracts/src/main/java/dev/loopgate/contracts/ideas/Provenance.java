package dev.loopgate.contracts.ideas;

import dev.loopgate.contracts.access.PrincipalKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who or what made an idea. Principal, kind and sponsor come from the token, everything else is
 * what the proposer states about itself.
 *
 * @param sponsor the person who answers for an agent; null for people
 * @param model name and version of the model, or of the generator
 * @param promptDigest {@code sha256:<hex>} of the prompt or scaffold
 * @param parameters sampling parameters
 * @param inputTokens tokens read, at least 0
 * @param outputTokens tokens written, at least 0
 * @param costUsd US dollars, at least 0
 * @param sources what was read: papers, datasets, addresses
 * @param parents keys of the ideas that this one builds on
 */
public record Provenance(
    String principal,
    PrincipalKind kind,
    @Nullable String sponsor,
    @Nullable String model,
    @Nullable String provider,
    @Nullable String promptDigest,
    Map<String, String> parameters,
    @Nullable Long inputTokens,
    @Nullable Long outputTokens,
    @Nullable BigDecimal costUsd,
    List<String> sources,
    List<String> parents) {
  public Provenance {
    parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    sources = sources == null ? List.of() : List.copyOf(sources);
    parents = parents == null ? List.of() : List.copyOf(parents);
  }
}
