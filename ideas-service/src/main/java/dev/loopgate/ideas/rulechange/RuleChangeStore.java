package dev.loopgate.ideas.rulechange;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Difference;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Evaluator;
import dev.loopgate.ideas.question.QuestionStore;
import dev.loopgate.wire.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/** The rows of rule changes. */
@Singleton
class RuleChangeStore extends QuestionStore<RuleChange> {
  @Inject
  RuleChangeStore(Sql sql) {
    super(sql, "rule_change");
  }

  @Override
  public void insert(RuleChange change) {
    sql.update(
            """
            insert into rule_change (id, key, program_id, program, base_version, base_spec_digest,
              generation_id, generation, title, spec, spec_digest, changes, evaluator, commit_id,
              proposed_by, proposed_at)
            values (:id, :key, :programId, :program, :baseVersion, :baseSpecDigest, :generationId,
              :generation, :title, :spec::jsonb, :specDigest, :changes::jsonb, :evaluator::jsonb,
              :commit, :proposedBy, :proposedAt)
            """,
            change)
        .bind("spec", Json.write(change.spec()))
        .bind("changes", Json.write(change.changes()))
        .bind("evaluator", Json.write(change.evaluator()))
        .execute();
  }

  @Override
  protected RuleChange read(RowView row) {
    return new RuleChange(
        row.getColumn("id", UUID.class),
        row.getColumn("key", String.class),
        row.getColumn("program_id", UUID.class),
        row.getColumn("program", String.class),
        row.getColumn("base_version", Integer.class),
        row.getColumn("base_spec_digest", String.class),
        row.getColumn("generation_id", UUID.class),
        row.getColumn("generation", Integer.class),
        row.getColumn("title", String.class),
        Json.read(row.getColumn("spec", String.class), ProgramSpec.class),
        row.getColumn("spec_digest", String.class),
        List.of(Json.read(row.getColumn("changes", String.class), Difference[].class)),
        Json.read(row.getColumn("evaluator", String.class), Evaluator.class),
        row.getColumn("commit_id", String.class),
        row.getColumn("proposed_by", String.class),
        row.getColumn("proposed_at", Instant.class),
        ending(row));
  }
}
