package dev.loopgate.ideas.program;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Difference;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Evaluator;
import dev.loopgate.ideas.question.EndingStore;
import dev.loopgate.ideas.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of rule changes. */
@ApplicationScoped
class RuleChangeStore {
  private final Database database;

  @Inject
  RuleChangeStore(Database database) {
    this.database = database;
  }

  /** The next n of a key; gap-free, because it rolls back with the rule change. */
  int nextNumber(UUID programId) {
    return database
        .find(
            """
            update program set last_rule_change_number = last_rule_change_number + 1
            where id = ?
            returning last_rule_change_number
            """,
            row -> row.getInt(1),
            programId)
        .orElseThrow();
  }

  void insert(RuleChange change) {
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

  Optional<RuleChange> find(UUID id) {
    return database.find("select * from rule_change where id = ?", RuleChangeStore::read, id);
  }

  Optional<RuleChange> find(UUID programId, String key) {
    return database.find(
        "select * from rule_change where program_id = ? and key = ?",
        RuleChangeStore::read,
        programId,
        key);
  }

  /** What people are asked about a program now, oldest first. */
  List<RuleChange> open(UUID programId) {
    return database.list(
        "select * from rule_change where program_id = ? and outcome is null order by id",
        RuleChangeStore::read,
        programId);
  }

  /** Newest first, below a cursor. */
  List<RuleChange> page(UUID programId, @Nullable UUID below, int limit) {
    return database.list(
        """
        select * from rule_change
        where program_id = ? and (?::uuid is null or id < ?)
        order by id desc
        limit ?
        """,
        RuleChangeStore::read,
        programId,
        below,
        below,
        limit);
  }

  private static RuleChange read(ResultSet row) throws SQLException {
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
        EndingStore.read(row));
  }
}
