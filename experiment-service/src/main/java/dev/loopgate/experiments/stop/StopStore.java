package dev.loopgate.experiments.stop;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.reviews.StopChanged;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
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
    sql.query("select pg_advisory_xact_lock_shared(:gate)")
        .bind("gate", GATE)
        .mapTo(String.class)
        .one();
  }

  void lockGate() {
    sql.query("select pg_advisory_xact_lock(:gate)").bind("gate", GATE).mapTo(String.class).one();
  }

  boolean isStopped(UUID program) {
    return sql.query(
            """
            select 1 from stop
            where in_force and (program_id is null or program_id = :program) limit 1
            """)
        .bind("program", program)
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }

  /** The experiments of which something may run, each locked like for a report of a worker. */
  List<UUID> lockRunning(@Nullable UUID program) {
    return sql.query(
            """
            select e.id from experiment e
            where (:program::uuid is null or e.program_id = :program)
              and (e.state = 'RUNNING'
                or exists (select 1 from attempt a where a.experiment_id = e.id and a.state = 'LEASED'))
            order by e.id
            for no key update of e
            """)
        .bind("program", program)
        .mapTo(UUID.class)
        .list();
  }

  /** False when somebody has taken back what ran. */
  boolean tryMarkTakenBack(UUID stop, Instant now) {
    return sql.update(
                "update stop set taken_back_at = :now where id = :stop and taken_back_at is null")
            .bind("now", now)
            .bind("stop", stop)
            .execute()
        == 1;
  }

  /** A stop that has not come to what runs yet. */
  record Begun(UUID id, String key, @Nullable UUID programId, Instant stoppedAt) {}

  /** Oldest first. */
  List<Begun> notTakenBack() {
    return sql.query(
            """
            select id, key, program_id, stopped_at from stop
            where taken_back_at is null
            order by stopped_at
            """)
        .map(row ->
            new Begun(
                row.getColumn("id", UUID.class),
                row.getColumn("key", String.class),
                row.getColumn("program_id", UUID.class),
                row.getColumn("stopped_at", Instant.class)))
        .list();
  }

  /** Takes one attempt back for stops that have not come to it yet; false when there is none. */
  boolean takeBack(UUID attempt, UUID program) {
    int stops =
        sql.update(
                """
                insert into stop_attempt (stop_id, attempt_id)
                select id, :attempt from stop
                where in_force and taken_back_at is null and (program_id is null or program_id = :program)
                on conflict do nothing
                """)
            .bind("attempt", attempt)
            .bind("program", program)
            .execute();
    if (stops > 0) {
      sql.update("update attempt set stopped = true where id = :attempt")
          .bind("attempt", attempt)
          .execute();
    }
    return stops > 0;
  }

  /** False when it is known. */
  boolean tryInsert(StopChanged stop) {
    return sql.update(
                """
                insert into stop (id, key, program_id, in_force, stopped_at, stopped_by, sponsor)
                values (:stopId, :key, :programId, true, :stoppedAt, :stoppedBy, :sponsor)
                on conflict do nothing
                """,
                stop)
            .execute()
        == 1;
  }

  /** Takes what runs in a scope back, and remembers that it did. */
  void takeAllBack(UUID stop) {
    sql.update(
            """
            insert into stop_attempt (stop_id, attempt_id)
            select s.id, a.id
            from stop s join attempt a on s.program_id is null or s.program_id = a.program_id
            where s.id = :stop and s.in_force and a.state = 'LEASED'
            on conflict do nothing
            """)
        .bind("stop", stop)
        .execute();
    sql.update(
            """
            update attempt set stopped = true
            where state = 'LEASED' and id in (select attempt_id from stop_attempt where stop_id = :stop)
            """)
        .bind("stop", stop)
        .execute();
  }

  void release(UUID stop) {
    sql.update("update stop set in_force = false where id = :stop").bind("stop", stop).execute();
  }

  /** A stop that is not proven yet, locked until the transaction ends. */
  record Unproven(UUID id, String key, Instant stoppedAt) {}

  /** Whoever counts locks first, so that of two who end together the second sees the first. */
  List<Unproven> lockUnproven(UUID attempt) {
    return sql.query(
            """
            select s.id, s.key, s.stopped_at from stop s
            where s.proven_at is null and s.taken_back_at is not null
              and s.id in (select stop_id from stop_attempt where attempt_id = :attempt)
            order by s.id
            for no key update of s
            """)
        .bind("attempt", attempt)
        .map(StopStore::unproven)
        .list();
  }

  private static Unproven unproven(RowView row) {
    return new Unproven(
        row.getColumn("id", UUID.class),
        row.getColumn("key", String.class),
        row.getColumn("stopped_at", Instant.class));
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
    return sql.query(
            """
            select count(*) filter (where a.state = 'LEASED') as running,
                   count(*) filter (where a.state <> 'LEASED'
                     and a.completion_digest is not null) as reported,
                   count(*) filter (where a.state <> 'LEASED'
                     and a.completion_digest is null) as expired
            from stop_attempt s join attempt a on a.id = s.attempt_id
            where s.stop_id = :stop
            """)
        .bind("stop", stop)
        .map(row ->
            new Count(
                row.getColumn("running", Integer.class),
                row.getColumn("reported", Integer.class),
                row.getColumn("expired", Integer.class)))
        .one();
  }

  void prove(UUID stop, Instant now) {
    sql.update("update stop set proven_at = :now where id = :stop")
        .bind("now", now)
        .bind("stop", stop)
        .execute();
  }
}
