package dev.loopgate.reviews.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What changed from one dossier of a review to a later one. Policies say with it which approvals
 * stay current, so it names the parts that differ and never calls two different things alike.
 *
 * @param kind {@code NO_CHANGE}, {@code FLAG_ADDED} when flags came and nothing else did, the part
 *     in capitals when only one differs, {@code MIXED} for more
 * @param parts of {@code policy, idea, question, plan, evidence, flags, other}
 */
public record Change(String kind, List<String> parts) {
  public Change {
    parts = List.copyOf(parts);
  }

  public static Change between(Dossier before, Dossier after) {
    List<String> parts = new ArrayList<>();
    note(parts, "policy", terms(before), terms(after));
    note(parts, "idea", before.idea(), after.idea());
    note(parts, "question", before.question(), after.question());
    note(parts, "plan", before.plan(), after.plan());
    note(parts, "evidence", before.evidence(), after.evidence());
    note(parts, "flags", before.flags(), after.flags());
    note(parts, "other", target(before), target(after));
    return new Change(kind(parts, before, after), parts);
  }

  /** The facts that conditions ask about. */
  public Map<String, Object> facts() {
    return Map.of("kind", kind, "parts", parts);
  }

  private static String kind(List<String> parts, Dossier before, Dossier after) {
    return switch (parts.size()) {
      case 0 -> "NO_CHANGE";
      case 1 ->
          parts.contains("flags") && isExtended(before.flags(), after.flags())
              ? "FLAG_ADDED"
              : parts.getFirst().toUpperCase(java.util.Locale.ROOT);
      default -> "MIXED";
    };
  }

  private static boolean isExtended(List<Dossier.Flag> before, List<Dossier.Flag> after) {
    return after.size() > before.size() && after.subList(0, before.size()).equals(before);
  }

  private static void note(
      List<String> parts,
      String part,
      @org.jspecify.annotations.Nullable Object before,
      @org.jspecify.annotations.Nullable Object after) {
    if (!Objects.equals(before, after)) {
      parts.add(part);
    }
  }

  private static List<String> terms(Dossier dossier) {
    return List.of(dossier.policy(), String.valueOf(dossier.policyDigest()));
  }

  private static List<Object> target(Dossier dossier) {
    return List.of(
        dossier.reviewKey(),
        dossier.kind(),
        String.valueOf(dossier.programId()),
        dossier.program(),
        dossier.programVersion(),
        String.valueOf(dossier.generationId()),
        dossier.generation());
  }
}
