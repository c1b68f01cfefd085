package dev.loopgate.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A transaction in another database of the same PostgreSQL that has written and goes no further:
 * what any service may do, and what holds back all feeds of the cluster.
 */
public final class IdleTransaction implements AutoCloseable {
  private final Connection connection;

  private IdleTransaction(Connection connection) {
    this.connection = connection;
  }

  /** Writes something and leaves it at that until it is closed. */
  @SuppressWarnings("MustBeClosedChecker")
  public static IdleTransaction open() throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            TestDatabase.create(), TestDatabase.ROLE, TestDatabase.PASSWORD);
    connection.setAutoCommit(false);
    try (Statement write = connection.createStatement()) {
      write.execute("create table written (number int)");
    }
    return new IdleTransaction(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
