package dev.loopgate.ideas.program;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Difference;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Evaluator;
import dev.loopgate.ideas.question.QuestionStore;
import dev.loopgate.ideas.sql.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The rows of rule changes. */
@Singleton
class RuleChangeStore extends QuestionStore<RuleChange> {
  @Inject
  RuleChangeStore(Database database) {
    super(database, "rule_change");
  }

  @Override
  public void insert(RuleChange change) {
    database.update(
        """
        insert into rule_change (id, key, program_id, program, base_version, base_spec_digest,
          generation_id, generation, title, spec, spec_digest, changes, evaluator, commit_id,
          proposed_by, proposed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?::jsonb, ?, ?, ?)
        """,
        change.id(),
        change.key(),
        change.programId(),
        change.program(),
        change.baseVersion(),
        change.baseSpecDigest(),
        change.generationId(),
        change.generation(),
        change.title(),
        Json.write(change.spec()),
        change.specDigest(),
        Json.write(change.changes()),
        Json.write(change.evaluator()),
        change.commit(),
        change.proposedBy(),
        change.proposedAt());
  }

  @Override
  protected RuleChange read(ResultSet row) throws SQLException {
    return new RuleChange(
        row.getObject("id", UUID.class),
        row.getString("key"),
        row.getObject("program_id", UUID.class),
        row.getString("program"),
        row.getInt("base_version"),
        row.getString("base_spec_digest"),
        row.getObject("generation_id", UUID.class),
        row.getInt("generation"),
        row.getString("title"),
        Json.read(row.getString("spec"), ProgramSpec.class),
        row.getString("spec_digest"),
        List.of(Json.read(row.getString("changes"), Difference[].class)),
        Json.read(row.getString("evaluator"), Evaluator.class),
        row.getString("commit_id"),
        row.getString("proposed_by"),
        Objects.requireNonNull(Database.instant(row, "proposed_at")),
        ending(row));
  }
}
