package dev.loopgate.bench.attempts;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/** db-scheduler with lock-and-fetch, its fastest way on PostgreSQL. */
final class DbSchedulerDrain implements Peer {
  private static final String TASK = "no-op";
  private static final String TABLE =
      """
      create table scheduled_tasks (
        task_name text not null,
        task_instance text not null,
        task_data bytea,
        execution_time timestamp with time zone not null,
        picked boolean not null,
        picked_by text,
        last_success timestamp with time zone,
        last_failure timestamp with time zone,
        consecutive_failures int,
        last_heartbeat timestamp with time zone,
        version bigint not null,
        priority smallint,
        state text,
        primary key (task_name, task_instance)
      );
      create index execution_time_idx on scheduled_tasks (execution_time);
      create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
      """;

  private final PeerDatabase database;
  private final int threads;
  private final int jobs;

  DbSchedulerDrain(PeerDatabase database, int threads, int jobs) {
    this.database = database;
    this.threads = threads;
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "db-scheduler";
  }

  @Override
  public double jobsPerSecond() throws InterruptedException, SQLException {
    CountDownLatch left = new CountDownLatch(jobs);
    OneTimeTask<Void> task = Tasks.oneTime(TASK).execute((instance, context) -> left.countDown());
    try (HikariDataSource source = database.fresh(TABLE, threads + 2)) {
      fill(source);
      Scheduler scheduler =
          Scheduler.create(source, task)
              .threads(threads)
              .pollUsingLockAndFetch(0.5, 4.0)
              .pollingInterval(Duration.ofMillis(100))
              .build();
      long begun = System.nanoTime();
      scheduler.start();
      left.await();
      double rate = jobs / ((System.nanoTime() - begun) / 1e9);
      scheduler.stop();
      return rate;
    }
  }

  private void fill(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
          select '%s', i::text, now(), false, 1 from generate_series(1, %d) i
          """
              .formatted(TASK, jobs));
    }
  }
}
