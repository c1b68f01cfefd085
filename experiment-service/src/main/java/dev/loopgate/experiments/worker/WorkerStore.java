package dev.loopgate.experiments.worker;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.WorkerRegistration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

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
                values (:name, :machine, :isolation, :slots, :workerClass, :now, :now)
                on conflict (name) do update
                set machine = excluded.machine, isolation = excluded.isolation,
                    slots = excluded.slots, worker_class = excluded.worker_class,
                    last_seen_at = excluded.last_seen_at
                where worker.machine = excluded.machine or worker.last_seen_at < :goneBefore
                """,
                worker)
            .bind("workerClass", workerClass == null ? DEFAULT_CLASS : workerClass)
            .bind("now", now)
            .bind("goneBefore", now.minus(GONE_AFTER))
            .execute()
        == 1;
  }

  /**
   * A worker just showed up. Written once in a while only: its row is locked last in a transaction,
   * and dozens of its requests would wait for each other.
   */
  public void seen(String name) {
    Instant now = clock.instant();
    sql.update(
            """
            update worker set last_seen_at = :now
            where name = :name and last_seen_at < :seenBefore
            """)
        .bind("now", now)
        .bind("name", name)
        .bind("seenBefore", now.minus(SEEN_AGAIN_AFTER))
        .execute();
  }

  /** The attempts that it holds and is to end. */
  List<UUID> unwanted(String worker) {
    return sql.query(
            """
            select a.id from attempt a
            where a.worker = :worker and a.state = 'LEASED'
              and (a.stopped or a.cancel_requested
                or exists (select 1 from stop s
                           where s.in_force and (s.program_id is null or s.program_id = a.program_id)))
            order by a.id
            """)
        .bind("worker", worker)
        .mapTo(UUID.class)
        .list();
  }

  /** The worker; empty when nobody registered that name. */
  public Optional<WorkerView> find(String name) {
    return sql.query("select * from worker where name = :name")
        .bind("name", name)
        .map(WorkerStore::read)
        .findFirst();
  }

  List<WorkerView> page(String after, int limit) {
    return sql.query("select * from worker where name > :after order by name limit :limit")
        .bind("after", after)
        .bind("limit", limit)
        .map(WorkerStore::read)
        .list();
  }

  /** Whoever was seen after this counts as there. */
  public Instant liveSince() {
    return clock.instant().minus(GONE_AFTER);
  }

  /** Workers that showed up lately. */
  public List<WorkerView> live() {
    return sql.query("select * from worker where last_seen_at >= :liveSince order by name")
        .bind("liveSince", liveSince())
        .map(WorkerStore::read)
        .list();
  }

  private static WorkerView read(RowView row) {
    return new WorkerView(
        row.getColumn("name", String.class),
        row.getColumn("machine", String.class),
        row.getColumn("isolation", Isolation.class),
        row.getColumn("slots", Integer.class),
        row.getColumn("worker_class", String.class),
        row.getColumn("registered_at", Instant.class),
        row.getColumn("last_seen_at", Instant.class));
  }
}
