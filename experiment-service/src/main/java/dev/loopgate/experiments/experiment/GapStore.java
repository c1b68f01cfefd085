package dev.loopgate.experiments.experiment;

import dev.loopgate.chassis.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How much of the measured effects was luck, over the whole life of a program. */
@Singleton
class GapStore {
  private final Sql sql;

  @Inject
  GapStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * Measured minus re-measured effect of adopted ideas.
   *
   * @param remeasured generations that were measured again
   * @param mean over all of those; null while there is none
   */
  record Gaps(int remeasured, @Nullable Double mean) {}

  Gaps of(UUID program) {
    return sql.query(
            """
            select count(gap) as remeasured, avg(gap) as mean
            from (
              select (test.verdict::json ->> 'effect')::double precision
                - (own.baseline::json ->> 'remeasuredEffect')::double precision as gap
              from generation g
              join experiment test on test.idea_id = (g.fact ->> 'ideaId')::uuid
              join experiment own on own.generation_id = g.id and own.kind = 'BASELINE'
              where g.program_id = :program) each
            """)
        .bind("program", program)
        .map(row ->
            new Gaps(
                row.getColumn("remeasured", Integer.class), row.getColumn("mean", Double.class)))
        .one();
  }
}
