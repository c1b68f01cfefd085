package dev.loopgate.ideas.stop;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.reviews.StopChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/** The rows of stops. */
@ApplicationScoped
class StopStore {
  private final Sql sql;

  @Inject
  StopStore(Sql sql) {
    this.sql = sql;
  }

  /** A stop in force. */
  record Stop(String key, String scope, String stoppedBy, String reason, Instant stoppedAt) {}

  /** The oldest stop in force that covers a program. */
  Optional<Stop> inForce(UUID programId) {
    return sql.query(
            """
            select * from stop
            where in_force and (program_id is null or program_id = :programId)
            order by stopped_at
            limit 1
            """)
        .bind("programId", programId)
        .map(StopStore::stop)
        .findFirst();
  }

  /** Changes nothing when it is known: it may have ended. */
  void insert(StopChanged stop) {
    sql.update(
            """
            insert into stop (id, key, program_id, scope, stopped_by, reason, stopped_at, in_force)
            values (:stopId, :key, :programId, :scope, :stoppedBy, :reason, :stoppedAt, true)
            on conflict do nothing
            """,
            stop)
        .execute();
  }

  void release(UUID stop) {
    sql.update("update stop set in_force = false where id = :stop").bind("stop", stop).execute();
  }

  private static Stop stop(RowView row) {
    return new Stop(
        row.getColumn("key", String.class),
        row.getColumn("scope", String.class),
        row.getColumn("stopped_by", String.class),
        row.getColumn("reason", String.class),
        row.getColumn("stopped_at", Instant.class));
  }
}
