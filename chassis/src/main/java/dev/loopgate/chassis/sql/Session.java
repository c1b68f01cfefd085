package dev.loopgate.chassis.sql;

import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A connection that is kept over many statements and outside of transactions, for its locks. */
public final class Session implements AutoCloseable {
  private final Handle handle;

  Session(Handle handle) {
    this.handle = handle;
  }

  /** Reads rows; {@code :name} is bound by its name. */
  public Query query(String sql) {
    return handle.createQuery(sql);
  }

  /** False when the database has lost it, or does not answer in time. */
  public boolean isAlive(Duration atMost) {
    try {
      return handle.getConnection().isValid((int) atMost.toSeconds());
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  @Override
  public void close() {
    handle.close();
  }
}
