package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.ideas.input.Input;
import dev.loopgate.wire.problem.ProblemException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Joins who a proposer is, as its token says, with what it states about itself. */
final class ProvenanceOf {
  private static final int MOST_DECIMALS = 12;

  private ProvenanceOf() {}

  static Provenance statement(Principal principal, @Nullable ProvenanceStatement statement) {
    if (statement == null) {
      return new Provenance(
          principal.subject(),
          principal.kind(),
          principal.sponsor(),
          null,
          null,
          null,
          Map.of(),
          null,
          null,
          null,
          List.of(),
          List.of());
    }
    return new Provenance(
        principal.subject(),
        principal.kind(),
        principal.sponsor(),
        text("/provenance/model", statement.model()),
        text("/provenance/provider", statement.provider()),
        statement.promptDigest(),
        parameters(Objects.requireNonNullElse(statement.parameters(), Map.of())),
        statement.inputTokens(),
        statement.outputTokens(),
        cost(statement.costUsd()),
        texts("/provenance/sources", Objects.requireNonNullElse(statement.sources(), List.of())),
        texts("/provenance/parents", Objects.requireNonNullElse(statement.parents(), List.of())));
  }

  private static @Nullable String text(String pointer, @Nullable String text) {
    return text == null ? null : Input.text(pointer, text);
  }

  private static Map<String, String> parameters(Map<String, String> parameters) {
    parameters.forEach((name, value) -> {
      required("/provenance/parameters", name);
      required("/provenance/parameters/" + Input.shown(name), value);
    });
    return parameters;
  }

  private static List<String> texts(String pointer, List<String> texts) {
    texts.forEach(text -> required(pointer, text));
    return texts;
  }

  private static void required(String pointer, @Nullable String text) {
    if (text == null) {
      throw ProblemException.invalid(pointer, pointer + " holds null. Send text, or leave it out.");
    }
    Input.text(pointer, text);
  }

  private static @Nullable BigDecimal cost(@Nullable BigDecimal cost) {
    if (cost != null && (cost.scale() > MOST_DECIMALS || cost.scale() < -MOST_DECIMALS)) {
      throw ProblemException.invalid(
          "/provenance/costUsd",
          "The cost must have at most %d decimals.".formatted(MOST_DECIMALS));
    }
    return cost;
  }
}
