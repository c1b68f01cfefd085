package dev.loopgate.ideas.stop;

import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.ideas.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The rows of stops. */
@ApplicationScoped
class StopStore {
  private final Database database;

  @Inject
  StopStore(Database database) {
    this.database = database;
  }

  /** A stop in force. */
  record Stop(String key, String scope, String stoppedBy, String reason, Instant stoppedAt) {}

  /** The oldest stop in force that covers a program. */
  Optional<Stop> inForce(UUID programId) {
    return database.find(
        """
        select * from stop
        where in_force and (program_id is null or program_id = ?)
        order by stopped_at
        limit 1
        """,
        StopStore::stop,
        programId);
  }

  /** Changes nothing when it is known: it may have ended. */
  void insert(StopChanged stop) {
    database.update(
        """
        insert into stop (id, key, program_id, scope, stopped_by, reason, stopped_at, in_force)
        values (?, ?, ?, ?, ?, ?, ?, true)
        on conflict do nothing
        """,
        stop.stopId(),
        stop.key(),
        stop.programId(),
        stop.scope(),
        stop.stoppedBy(),
        stop.reason(),
        stop.stoppedAt());
  }

  void release(UUID stop) {
    database.update("update stop set in_force = false where id = ?", stop);
  }

  private static Stop stop(ResultSet row) throws SQLException {
    return new Stop(
        row.getString("key"),
        row.getString("scope"),
        row.getString("stopped_by"),
        row.getString("reason"),
        Objects.requireNonNull(Database.instant(row, "stopped_at")));
  }
}
