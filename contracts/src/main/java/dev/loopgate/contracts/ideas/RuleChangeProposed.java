package dev.loopgate.contracts.ideas;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code rule-change.proposed}: a person wants other rules for a running program. Nothing changes
 * before people who are bound by neither the old nor the new rules agree.
 *
 * @param key for example {@code digits-rules-1}
 * @param baseVersion the program version that it would replace, and only that one
 * @param baseSpecDigest {@code sha256:<hex>} of the canonical JSON of the rules in force
 * @param generation number of the generation that was current when it was proposed
 * @param spec the rules as they would be
 * @param specDigest {@code sha256:<hex>} of the canonical JSON of {@code spec}
 * @param changes what differs, one entry for each rule, in the order of the program file
 * @param evaluator what judges, before and after; equal when no sealed file changes
 * @param remeasured whether the change makes a new generation that is measured under the new rules
 */
public record RuleChangeProposed(
    UUID changeId,
    String key,
    UUID programId,
    String program,
    int baseVersion,
    String baseSpecDigest,
    UUID generationId,
    int generation,
    String title,
    ProgramSpec spec,
    String specDigest,
    List<Difference> changes,
    Evaluator evaluator,
    boolean remeasured,
    String proposedBy,
    Instant proposedAt)
    implements IdeaEvent {
  public static final String TYPE = "rule-change.proposed";

  public RuleChangeProposed {
    changes = List.copyOf(changes);
  }

  /**
   * One rule that differs.
   *
   * @param field its name in the program file, for example {@code policy}; {@code evaluator} for
   *     the sealed files, whose values are digests
   * @param before the JSON value in force; absent when the program file left it out
   * @param after the JSON value that is proposed; absent when it is left out
   */
  public record Difference(String field, @Nullable Object before, @Nullable Object after) {}

  /**
   * The sealed files that judge, by their digests.
   *
   * @param workspace {@code sha256:<hex>} of the upload that the new files come from; absent when
   *     they come from the generation itself
   */
  public record Evaluator(String before, String after, @Nullable String workspace) {}
}
