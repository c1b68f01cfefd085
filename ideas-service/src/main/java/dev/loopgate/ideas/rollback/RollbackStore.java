package dev.loopgate.ideas.rollback;

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

/** The rows of rollbacks. */
@ApplicationScoped
class RollbackStore {
  private final Database database;

  @Inject
  RollbackStore(Database database) {
    this.database = database;
  }

  /** The next n of a key; gap-free, because it rolls back with the question. */
  int nextNumber(UUID programId) {
    return database
        .find(
            """
            update program set last_rollback_number = last_rollback_number + 1
            where id = ?
            returning last_rollback_number
            """,
            row -> row.getInt(1),
            programId)
        .orElseThrow();
  }

  void insert(Rollback rollback) {
    database.update(
        """
        insert into rollback (id, key, program_id, program, generation_id, generation,
          to_generation_id, to_generation, why, proposed_by, proposed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rollback.id(),
        rollback.key(),
        rollback.programId(),
        rollback.program(),
        rollback.generationId(),
        rollback.generation(),
        rollback.toGenerationId(),
        rollback.toGeneration(),
        rollback.why(),
        rollback.proposedBy(),
        rollback.proposedAt());
  }

  Optional<Rollback> find(UUID id) {
    return database.find("select * from rollback where id = ?", RollbackStore::read, id);
  }

  Optional<Rollback> find(UUID programId, String key) {
    return database.find(
        "select * from rollback where program_id = ? and key = ?",
        RollbackStore::read,
        programId,
        key);
  }

  /** What people are asked about a program now, oldest first. */
  List<Rollback> open(UUID programId) {
    return database.list(
        "select * from rollback where program_id = ? and outcome is null order by id",
        RollbackStore::read,
        programId);
  }

  /** Newest first, below a cursor. */
  List<Rollback> page(UUID programId, @Nullable UUID below, int limit) {
    return database.list(
        """
        select * from rollback
        where program_id = ? and (?::uuid is null or id < ?)
        order by id desc
        limit ?
        """,
        RollbackStore::read,
        programId,
        below,
        below,
        limit);
  }

  private static Rollback read(ResultSet row) throws SQLException {
    return new Rollback(
        row.getObject("id", UUID.class),
        row.getString("key"),
        row.getObject("program_id", UUID.class),
        row.getString("program"),
        row.getObject("generation_id", UUID.class),
        row.getInt("generation"),
        row.getObject("to_generation_id", UUID.class),
        row.getInt("to_generation"),
        row.getString("why"),
        row.getString("proposed_by"),
        Objects.requireNonNull(Database.instant(row, "proposed_at")),
        EndingStore.read(row));
  }
}
