package dev.loopgate.ideas.rulechange;

import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.RuleChangeProposed;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Difference;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Evaluator;
import dev.loopgate.ideas.program.ProgramFile;
import dev.loopgate.ideas.question.Ending;
import dev.loopgate.ideas.question.Question;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Other rules that somebody wants for a running program. Everything but how it ended is written
 * once.
 *
 * @param baseVersion the program version that it would replace, and only that one
 * @param commit holds the new sealed files; null when they come from the generation itself
 * @param ending null while people are asked
 */
public record RuleChange(
    UUID id,
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
    @Nullable String commit,
    String proposedBy,
    Instant proposedAt,
    @Nullable Ending ending)
    implements Question {
  public RuleChange {
    changes = List.copyOf(changes);
  }

  /** The names of the rules that differ, for example {@code policy}. */
  public List<String> changedFields() {
    return changes.stream().map(Difference::field).toList();
  }

  /** Whether it makes a new generation, which is measured under the new rules. */
  public boolean isRemeasured() {
    return RuleDifferences.concernMeasurement(changes);
  }

  boolean asksTheSameAs(RuleChange other) {
    return baseVersion == other.baseVersion
        && specDigest.equals(other.specDigest)
        && title.equals(other.title)
        && evaluator.after().equals(other.evaluator.after());
  }

  /** What the program file says under the new rules. */
  ProgramFile file() {
    return new ProgramFile(program, title, spec);
  }

  /** The fact that tells the other services. */
  RuleChangeProposed toEvent() {
    return new RuleChangeProposed(
        id,
        key,
        programId,
        program,
        baseVersion,
        baseSpecDigest,
        generationId,
        generation,
        title,
        spec,
        specDigest,
        changes,
        evaluator,
        isRemeasured(),
        proposedBy,
        proposedAt);
  }
}
