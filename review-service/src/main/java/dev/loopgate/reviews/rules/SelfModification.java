package dev.loopgate.reviews.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a patch changes the loop itself and not what it works on: by the usual names of what
 * judges ideas, holds them, or makes agents what they are. Rather too often than not: the price is
 * one more person.
 */
final class SelfModification {
  private static final Set<String> NAMES =
      Set.of(
          "evaluator",
          "evaluators",
          "sandbox",
          "scaffold",
          "scaffolds",
          "agent",
          "agents",
          "prompt",
          "prompts");

  private SelfModification() {}

  static boolean in(List<String> paths) {
    return paths.stream()
        .flatMap(path -> Arrays.stream(path.split("/")))
        .anyMatch(SelfModification::isNamedSo);
  }

  /** A folder, or a file without what follows its first dot. */
  private static boolean isNamedSo(String part) {
    int dot = part.indexOf('.');
    String stem = dot > 0 ? part.substring(0, dot) : part;
    return NAMES.contains(stem.toLowerCase(Locale.ROOT));
  }
}
