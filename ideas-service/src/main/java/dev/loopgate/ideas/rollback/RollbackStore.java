package dev.loopgate.ideas.rollback;

import dev.loopgate.ideas.question.QuestionStore;
import dev.loopgate.ideas.sql.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/** The rows of rollbacks. */
@Singleton
class RollbackStore extends QuestionStore<Rollback> {
  @Inject
  RollbackStore(Database database) {
    super(database, "rollback");
  }

  @Override
  public void insert(Rollback rollback) {
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

  @Override
  protected Rollback read(ResultSet row) throws SQLException {
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
        ending(row));
  }
}
