package dev.loopgate.ideas.rollback;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.ideas.question.QuestionStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/** The rows of rollbacks. */
@Singleton
class RollbackStore extends QuestionStore<Rollback> {
  @Inject
  RollbackStore(Sql sql) {
    super(sql, "rollback");
  }

  @Override
  public void insert(Rollback rollback) {
    sql.update(
            """
            insert into rollback (id, key, program_id, program, generation_id, generation,
              to_generation_id, to_generation, why, proposed_by, proposed_at)
            values (:id, :key, :programId, :program, :generationId, :generation, :toGenerationId,
              :toGeneration, :why, :proposedBy, :proposedAt)
            """,
            rollback)
        .execute();
  }

  @Override
  protected Rollback read(RowView row) {
    return new Rollback(
        row.getColumn("id", UUID.class),
        row.getColumn("key", String.class),
        row.getColumn("program_id", UUID.class),
        row.getColumn("program", String.class),
        row.getColumn("generation_id", UUID.class),
        row.getColumn("generation", Integer.class),
        row.getColumn("to_generation_id", UUID.class),
        row.getColumn("to_generation", Integer.class),
        row.getColumn("why", String.class),
        row.getColumn("proposed_by", String.class),
        row.getColumn("proposed_at", Instant.class),
        ending(row));
  }
}
