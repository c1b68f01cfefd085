package dev.loopgate.experiments.stop;

import static java.util.Objects.requireNonNull;

import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.experiments.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows of stops, and the gate between them and leases: making a lease shares the gate, a stop takes
 * it alone. So a lease is either seen by the stop or sees it.
 */
@Singleton
class StopStore {
  private static final long GATE = 20_261_126L;

  private final Sql sql;

  @Inject
  StopStore(Sql sql) {
    this.sql = sql;
  }

  void shareGate() {
    sql.list("select pg_advisory_xact_lock_shared(?)", row -> true, GATE);
  }

  void lockGate() {
    sql.list("select pg_advisory_xact_lock(?)", row -> true, GATE);
  }

  boolean isStopped(UUID program) {
    return sql.find(
            "select 1 from stop where in_force and (program_id is null or program_id = ?) limit 1",
            row -> true,
            program)
        .isPresent();
  }

  /** The experiments of which something runs, each locked like for a report of a worker. */
  void lockRunning(@Nullable UUID program) {
    sql.list(
        """
        select 1 from experiment e
        where (?::uuid is null or e.program_id = ?)
          and exists (select 1 from attempt a where a.experiment_id = e.id and a.state = 'LEASED')
        order by e.id
        for no key update of e
        """,
        row -> true,
        program,
        program);
  }

  /** False when somebody has taken back what ran. */
  boolean tryMarkTakenBack(UUID stop, Instant now) {
    return sql.update(
            "update stop set taken_back_at = ? where id = ? and taken_back_at is null", now, stop)
        == 1;
  }

  /** A stop that has not come to what runs yet. */
  record Begun(UUID id, String key, @Nullable UUID programId, Instant stoppedAt) {}

  /** Oldest first. */
  List<Begun> notTakenBack() {
    return sql.list(
        """
        select id, key, program_id, stopped_at from stop
        where taken_back_at is null
        order by stopped_at
        """,
        row ->
            new Begun(
                Sql.id(row, "id"),
                row.getString("key"),
                Sql.id(row, "program_id"),
                requireNonNull(Sql.instant(row, "stopped_at"))));
  }

  /** Takes one attempt back for stops that have not come to it yet; false when there is none. */
  boolean takeBack(UUID attempt, UUID program) {
    int stops =
        sql.update(
            """
            insert into stop_attempt (stop_id, attempt_id)
            select id, ? from stop
            where in_force and taken_back_at is null and (program_id is null or program_id = ?)
            on conflict do nothing
            """,
            attempt,
            program);
    if (stops > 0) {
      sql.update("update attempt set stopped = true where id = ?", attempt);
    }
    return stops > 0;
  }

  /** False when it is known. */
  boolean tryInsert(StopChanged stop) {
    return sql.update(
            """
            insert into stop (id, key, program_id, in_force, stopped_at)
            values (?, ?, ?, true, ?)
            on conflict do nothing
            """,
            stop.stopId(),
            stop.key(),
            stop.programId(),
            stop.stoppedAt())
        == 1;
  }

  /** Takes what runs in a scope back, and remembers that it did. */
  void takeAllBack(UUID stop) {
    sql.update(
        """
        insert into stop_attempt (stop_id, attempt_id)
        select s.id, a.id
        from stop s join attempt a on s.program_id is null or s.program_id = a.program_id
        where s.id = ? and s.in_force and a.state = 'LEASED'
        on conflict do nothing
        """,
        stop);
    sql.update(
        """
        update attempt set stopped = true
        where state = 'LEASED' and id in (select attempt_id from stop_attempt where stop_id = ?)
        """,
        stop);
  }

  void release(UUID stop) {
    sql.update("update stop set in_force = false where id = ?", stop);
  }

  /** A stop that is not proven yet, locked until the transaction ends. */
  record Unproven(UUID id, String key, Instant stoppedAt) {}

  /** Whoever counts locks first, so that of two who end together the second sees the first. */
  List<Unproven> lockUnproven(UUID attempt) {
    return sql.list(
        """
        select s.id, s.key, s.stopped_at from stop s
        where s.proven_at is null and s.taken_back_at is not null
          and s.id in (select stop_id from stop_attempt where attempt_id = ?)
        order by s.id
        for no key update of s
        """,
        StopStore::unproven,
        attempt);
  }

  private static Unproven unproven(ResultSet row) throws SQLException {
    return new Unproven(
        Sql.id(row, "id"), row.getString("key"), requireNonNull(Sql.instant(row, "stopped_at")));
  }

  /**
   * What became of the attempts that a stop took back.
   *
   * @param reported ended by a report of their worker
   * @param expired ended with their lease
   */
  record Count(int running, int reported, int expired) {
    int all() {
      return running + reported + expired;
    }
  }

  Count count(UUID stop) {
    return sql.list(
            """
            select count(*) filter (where a.state = 'LEASED') as running,
                   count(*) filter (where a.state <> 'LEASED'
                     and a.completion_digest is not null) as reported,
                   count(*) filter (where a.state <> 'LEASED'
                     and a.completion_digest is null) as expired
            from stop_attempt s join attempt a on a.id = s.attempt_id
            where s.stop_id = ?
            """,
            row -> new Count(row.getInt("running"), row.getInt("reported"), row.getInt("expired")),
            stop)
        .getFirst();
  }

  void prove(UUID stop, Instant now) {
    sql.update("update stop set proven_at = ? where id = ?", now, stop);
  }
}
