package dev.loopgate.bench.attempts;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Two durable transactions a job and nothing else: what PostgreSQL itself allows. */
final class RawSqlDrain implements Peer {
  private static final String TABLE =
      """
      create table job (id bigint primary key, state text not null, token text);
      create index job_pending on job (id) where state = 'PENDING';
      """;
  private static final String CLAIM =
      """
      update job set state = 'LEASED', token = 'x'
      where id = (select id from job where state = 'PENDING' order by id limit 1
                  for update skip locked)
      returning id
      """;

  private final PeerDatabase database;
  private final int connections;
  private final int jobs;

  RawSqlDrain(PeerDatabase database, int connections, int jobs) {
    this.database = database;
    this.connections = connections;
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "plain SQL";
  }

  @Override
  public double jobsPerSecond() throws InterruptedException, SQLException {
    try (HikariDataSource source = database.fresh(TABLE, connections);
        ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      fill(source);
      long begun = System.nanoTime();
      List<Callable<Void>> drains = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        drains.add(() -> drain(source));
      }
      for (Future<Void> drained : threads.invokeAll(drains)) {
        drained.get();
      }
      return jobs / ((System.nanoTime() - begun) / 1e9);
    } catch (ExecutionException e) {
      throw new SQLException("a job was not done", e);
    }
  }

  private void fill(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into job select i, 'PENDING' from generate_series(1, %d) i".formatted(jobs));
    }
  }

  private static Void drain(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement claim = connection.prepareStatement(CLAIM);
        PreparedStatement end =
            connection.prepareStatement("update job set state = 'DONE' where id = ?")) {
      while (true) {
        long id = claimed(claim);
        if (id < 0) {
          return null;
        }
        end.setLong(1, id);
        end.executeUpdate();
      }
    }
  }

  private static long claimed(PreparedStatement claim) throws SQLException {
    try (var row = claim.executeQuery()) {
      return row.next() ? row.getLong(1) : -1;
    }
  }
}
