package dev.loopgate.ideas.turn;

import dev.loopgate.ideas.sql.Database;
import dev.loopgate.ideas.sql.DatabaseException;
import io.agroal.api.AgroalDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Locks of the database that outlast transactions. One session holds all of a process, so that
 * waiting for a slow remote costs no connection; when the process dies, they are free at once.
 */
@ApplicationScoped
class TurnStore {
  private static final Logger LOG = Logger.getLogger(TurnStore.class);

  private static final int ANSWER_SECONDS = 2;
  private static final String TRY_LOCK =
      "select pg_try_advisory_lock(hashtextextended(?, 0)), pg_backend_pid()";
  private static final String UNLOCK =
      "select pg_advisory_unlock(hashtextextended(?, 0)), pg_backend_pid()";

  private final AgroalDataSource dataSource;
  private final Database database;
  private @Nullable Connection connection;
  private int session;

  @Inject
  TurnStore(AgroalDataSource dataSource, Database database) {
    this.dataSource = dataSource;
    this.database = database;
  }

  /** The session that holds the lock now; empty while another process does. */
  synchronized OptionalInt tryLock(String program) {
    return ask(TRY_LOCK, program) ? OptionalInt.of(session) : OptionalInt.empty();
  }

  /** Does nothing when that session is gone, because its locks are, too. */
  synchronized void unlock(String program, int holder) {
    if (connection != null && session == holder) {
      ask(UNLOCK, program);
    }
  }

  /** Whether a session holds the lock, seen from the transaction under way. */
  boolean isHeld(String program, int holder) {
    return database
        .find(
            """
            select 1 from pg_locks
            where locktype = 'advisory' and granted and pid = ? and objsubid = 1
              and (classid::bigint << 32 | objid::bigint) = hashtextextended(?, 0)
            """,
            row -> row.getInt(1),
            holder,
            key(program))
        .isPresent();
  }

  private boolean ask(String sql, String program) {
    try (PreparedStatement select = open().prepareStatement(sql)) {
      select.setString(1, key(program));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        session = row.getInt(2);
        return row.getBoolean(1);
      }
    } catch (SQLException e) {
      drop();
      throw new DatabaseException(sql, e);
    }
  }

  /** A session that does not answer is gone, for example since the database was started anew. */
  private Connection open() throws SQLException {
    if (connection != null && !connection.isValid(ANSWER_SECONDS)) {
      drop();
    }
    Connection open = connection == null ? dataSource.getConnection() : connection;
    connection = open;
    return open;
  }

  /** In the pool the session would go on to hold the locks. One that does not answer is gone. */
  private void drop() {
    Connection gone = connection;
    connection = null;
    if (gone == null) {
      return;
    }
    try (gone;
        Statement unlock = gone.createStatement()) {
      unlock.execute("select pg_advisory_unlock_all()");
    } catch (SQLException e) {
      LOG.warnf("The session that held the turns is lost: %s", e.getMessage());
    }
  }

  @PreDestroy
  synchronized void close() {
    drop();
  }

  private static String key(String program) {
    return "writer of " + program;
  }
}
