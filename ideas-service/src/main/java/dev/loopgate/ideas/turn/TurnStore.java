package dev.loopgate.ideas.turn;

import dev.loopgate.chassis.sql.Session;
import dev.loopgate.chassis.sql.Sql;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.OptionalInt;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Locks of the database that outlast transactions. One session holds all of a process, so that
 * waiting for a slow remote costs no connection; when the process dies, they are free at once.
 */
@ApplicationScoped
class TurnStore {
  private static final Logger LOG = Logger.getLogger(TurnStore.class);

  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final Sql sql;
  private @Nullable Session session;
  private int pid;

  @Inject
  TurnStore(Sql sql) {
    this.sql = sql;
  }

  /** The session that holds the lock now; empty while another process does. */
  synchronized OptionalInt tryLock(String program) {
    return ask("select pg_try_advisory_lock(hashtextextended(:key, 0))", program)
        ? OptionalInt.of(pid)
        : OptionalInt.empty();
  }

  /** Does nothing when that session is gone, because its locks are, too. */
  synchronized void unlock(String program, int holder) {
    if (session != null && pid == holder) {
      ask("select pg_advisory_unlock(hashtextextended(:key, 0))", program);
    }
  }

  /** Whether a session holds the lock, seen from the transaction under way. */
  boolean isHeld(String program, int holder) {
    return sql.query(
            """
            select 1 from pg_locks
            where locktype = 'advisory' and granted and pid = :holder and objsubid = 1
              and (classid::bigint << 32 | objid::bigint) = hashtextextended(:key, 0)
            """)
        .bind("holder", holder)
        .bind("key", key(program))
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }

  private boolean ask(String question, String program) {
    try {
      return alive().query(question).bind("key", key(program)).mapTo(boolean.class).one();
    } catch (JdbiException e) {
      drop();
      throw e;
    }
  }

  /** A session that does not answer is gone, for example since the database was started anew. */
  private Session alive() {
    if (session != null && session.isAlive(ANSWER)) {
      return session;
    }
    drop();
    Session opened = sql.open();
    session = opened;
    pid = opened.query("select pg_backend_pid()").mapTo(int.class).one();
    return opened;
  }

  /** In the pool the session would go on to hold the locks. One that does not answer is gone. */
  private void drop() {
    Session gone = session;
    session = null;
    if (gone == null) {
      return;
    }
    try (gone) {
      gone.query("select pg_advisory_unlock_all()").mapTo(String.class).one();
    } catch (JdbiException e) {
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
