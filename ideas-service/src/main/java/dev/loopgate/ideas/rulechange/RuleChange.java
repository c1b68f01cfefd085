package dev.loopgate.ideas.rulechange;

import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.RuleChangeProposed;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Difference;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Evaluator;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramFile;
import dev.loopgate.ideas.question.Question;
import dev.loopgate.wire.json.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Other rules that somebody wants for a running program. */
@Entity
@DynamicUpdate
@Table(name = "rule_change")
public class RuleChange extends Question {
  @Column(name = "base_version")
  private int baseVersion;

  @Column(name = "base_spec_digest")
  private String baseSpecDigest;

  private String title;

  @Immutable
  @JdbcTypeCode(SqlTypes.JSON)
  private ProgramSpec spec;

  @Column(name = "spec_digest")
  private String specDigest;

  @Immutable
  @JdbcTypeCode(SqlTypes.JSON)
  private List<Difference> changes;

  @Immutable
  @JdbcTypeCode(SqlTypes.JSON)
  private Evaluator evaluator;

  @Column(name = "commit_id")
  private @Nullable String commit;

  protected RuleChange() {}

  RuleChange(
      UUID id,
      String key,
      Program program,
      DraftOfRules draft,
      String proposedBy,
      Instant proposedAt) {
    super(id, key, program, draft.generation(), proposedBy, proposedAt);
    this.baseVersion = program.version();
    this.baseSpecDigest = Json.digest(program.spec());
    this.title = draft.file().title();
    this.spec = draft.file().spec();
    this.specDigest = Json.digest(spec);
    this.changes = draft.changes();
    this.evaluator = draft.evaluator();
    this.commit = draft.commit();
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
    return new ProgramFile(program(), title, spec);
  }

  /** The fact that tells the other services. */
  RuleChangeProposed toEvent() {
    return new RuleChangeProposed(
        id(),
        key(),
        programId(),
        program(),
        baseVersion,
        baseSpecDigest,
        generationId(),
        generation(),
        title,
        spec,
        specDigest,
        changes,
        evaluator,
        isRemeasured(),
        proposedBy(),
        proposedAt());
  }

  /** The program version that it would replace, and only that one. */
  public int baseVersion() {
    return baseVersion;
  }

  String title() {
    return title;
  }

  public ProgramSpec spec() {
    return spec;
  }

  String specDigest() {
    return specDigest;
  }

  List<Difference> changes() {
    return changes;
  }

  public Evaluator evaluator() {
    return evaluator;
  }

  /** Holds the new sealed files; null when they come from the generation itself. */
  public @Nullable String commit() {
    return commit;
  }
}
