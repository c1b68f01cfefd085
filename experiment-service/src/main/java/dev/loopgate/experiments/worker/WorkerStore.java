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
import java.util.List;
import java.util.Optional;

/** Rows of workers. */
@Singleton
public class WorkerStore {
  private final Sql sql;
  private final Clock clock;

  @Inject
  WorkerStore(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  WorkerView save(WorkerRegistration worker) {
    sql.update(
        """
        insert into worker (name, machine, isolation, slots, registered_at, last_seen_at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (name) do update
        set machine = excluded.machine, isolation = excluded.isolation, slots = excluded.slots,
            last_seen_at = excluded.last_seen_at
        """,
        worker.name(),
        worker.machine(),
        worker.isolation(),
        worker.slots(),
        clock.instant(),
        clock.instant());
    return find(worker.name()).orElseThrow();
  }

  /** The worker that just showed up; empty when nobody registered that name. */
  public Optional<WorkerView> seen(String name) {
    sql.update("update worker set last_seen_at = ? where name = ?", clock.instant(), name);
    return find(name);
  }

  private Optional<WorkerView> find(String name) {
    return sql.find("select * from worker where name = ?", WorkerStore::read, name);
  }

  List<WorkerView> page(String after, int limit) {
    return sql.list(
        "select * from worker where name > ? order by name limit ?",
        WorkerStore::read,
        after,
        limit);
  }

  private static WorkerView read(ResultSet row) throws SQLException {
    return new WorkerView(
        row.getString("name"),
        row.getString("machine"),
        Isolation.valueOf(row.getString("isolation")),
        row.getInt("slots"),
        requireNonNull(Sql.instant(row, "registered_at")),
        requireNonNull(Sql.instant(row, "last_seen_at")));
  }
}
