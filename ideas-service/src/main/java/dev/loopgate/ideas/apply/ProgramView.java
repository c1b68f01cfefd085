package dev.loopgate.ideas.apply;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.rulechange.RuleChange;
import dev.loopgate.ideas.rulechange.RuleChangeView;
import dev.loopgate.wire.json.Json;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A program for clients. Agents see everything but its canaries, and the digest of what they see.
 *
 * @param outcome what applying did; absent when a program is only read
 * @param ruleChange what people are asked now, when the outcome is PROPOSED; nothing else changed
 */
@Schema(name = "Program")
public record ProgramView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String name,
    @Schema(required = true) String title,
    @Schema(required = true) int version,
    @Schema(required = true) int currentGeneration,
    @Schema(required = true) String specDigest,
    @Schema(required = true) String appliedBy,
    @Schema(required = true) Instant appliedAt,
    @Schema(required = true) ProgramSpec spec,
    @Nullable Outcome outcome,
    @Nullable RuleChangeView ruleChange) {

  /** What applying a program file did. */
  @Schema(name = "ApplyOutcome")
  public enum Outcome {
    CREATED,
    CHANGED,
    UNCHANGED,
    PROPOSED
  }

  static ProgramView from(Program program, @Nullable Outcome outcome) {
    return of(program, program.spec(), program.specDigest(), outcome, null);
  }

  /** The program as it stays until people have decided on other rules. */
  static ProgramView asked(Program program, RuleChange change) {
    return of(
        program,
        program.spec(),
        program.specDigest(),
        Outcome.PROPOSED,
        RuleChangeView.from(change));
  }

  /** What a principal of this kind may know of a program. */
  static ProgramView shownTo(PrincipalKind kind, Program program) {
    if (kind != PrincipalKind.AGENT || program.spec().canaries() == null) {
      return from(program, null);
    }
    ProgramSpec shown = withoutCanaries(program.spec());
    return of(program, shown, Json.digest(shown), null, null);
  }

  private static ProgramSpec withoutCanaries(ProgramSpec spec) {
    return new ProgramSpec(
        spec.objective(),
        spec.guards(),
        spec.source(),
        spec.paths(),
        spec.stages(),
        spec.replication(),
        spec.budget(),
        spec.policy(),
        spec.generator(),
        spec.tripwires(),
        null);
  }

  private static ProgramView of(
      Program program,
      ProgramSpec spec,
      String specDigest,
      @Nullable Outcome outcome,
      @Nullable RuleChangeView ruleChange) {
    return new ProgramView(
        program.id(),
        program.name(),
        program.title(),
        program.version(),
        program.currentGeneration(),
        specDigest,
        program.appliedBy(),
        program.appliedAt(),
        spec,
        outcome,
        ruleChange);
  }
}
