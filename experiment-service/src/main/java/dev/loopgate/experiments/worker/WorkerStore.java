package dev.loopgate.experiments.worker;

import static java.util.Objects.requireNonNull;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.WorkerRegistration;
import dev.loopgate.experiments.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of workers. */
@Singleton
public class WorkerStore {
  /** A worker that was not seen for longer counts as gone. */
  static final Duration GONE_AFTER = Duration.ofSeconds(60);

  private static final Duration SEEN_AGAIN_AFTER = Duration.ofSeconds(5);
  private static final String DEFAULT_CLASS = "default";

  private final Sql sql;
  private final Clock clock;

  @Inject
  WorkerStore(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Keeps a worker under its name; false when a live worker on another machine has that name. Two
   * machines under one name would make a replication look like one on another machine.
   */
  boolean trySave(WorkerRegistration worker) {
    Instant now = clock.instant();
    String workerClass = worker.workerClass();
    return sql.update(
            """
            insert into worker
              (name, machine, isolation, slots, worker_class, registered_at, last_seen_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (name) do update
            set machine = excluded.machine, isolation = excluded.isolation,
                slots = excluded.slots, worker_class = excluded.worker_class,
                last_seen_at = excluded.last_seen_at
            where worker.machine = excluded.machine or worker.last_seen_at < ?
            """,
            worker.name(),
            worker.machine(),
            worker.isolation(),
            worker.slots(),
            workerClass == null ? DEFAULT_CLASS : workerClass,
            now,
            now,
            now.minus(GONE_AFTER))
        == 1;
  }

  /**
   * A worker just showed up. Written once in a while only: its row is locked last in a transaction,
   * and dozens of its requests would wait for each other.
   */
  public void seen(String name) {
    Instant now = clock.instant();
    sql.update(
        "update worker set last_seen_at = ? where name = ? and last_seen_at < ?",
        now,
        name,
        now.minus(SEEN_AGAIN_AFTER));
  }

  /** The attempts that it holds and is to end. */
  List<UUID> unwanted(String worker) {
    return sql.list(
        """
        select a.id from attempt a
        where a.worker = ? and a.state = 'LEASED'
          and (a.stopped or a.cancel_requested
            or exists (select 1 from stop s
                       where s.in_force and (s.program_id is null or s.program_id = a.program_id)))
        order by a.id
        """,
        row -> Sql.id(row, "id"),
        worker);
  }

  /** The worker; empty when nobody registered that name. */
  public Optional<WorkerView> find(String name) {
    return sql.find("select * from worker where name = ?", WorkerStore::read, name);
  }

  List<WorkerView> page(String after, int limit) {
    return sql.list(
        "select * from worker where name > ? order by name limit ?",
        WorkerStore::read,
        after,
        limit);
  }

  /** Whoever was seen after this counts as there. */
  public Instant liveSince() {
    return clock.instant().minus(GONE_AFTER);
  }

  /** Workers that showed up lately. */
  public List<WorkerView> live() {
    return sql.list(
        "select * from worker where last_seen_at >= ? order by name",
        WorkerStore::read,
        liveSince());
  }

  private static WorkerView read(ResultSet row) throws SQLException {
    return new WorkerView(
        row.getString("name"),
        row.getString("machine"),
        Isolation.valueOf(row.getString("isolation")),
        row.getInt("slots"),
        row.getString("worker_class"),
        requireNonNull(Sql.instant(row, "registered_at")),
        requireNonNull(Sql.instant(row, "last_seen_at")));
  }
}
