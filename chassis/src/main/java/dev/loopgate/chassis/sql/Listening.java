package dev.loopgate.chassis.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Hears what PostgreSQL tells on a channel. */
public final class Listening {
  private final Handle handle;

  Listening(Handle handle) {
    this.handle = handle;
  }

  /** What was told since it was asked last; waits for something, at most for some time. */
  public List<String> hear(Duration atMost) {
    try {
      PGConnection postgres = handle.getConnection().unwrap(PGConnection.class);
      return Stream.of(postgres.getNotifications((int) atMost.toMillis()))
          .map(PGNotification::getParameter)
          .toList();
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }
}
