package dev.loopgate.bench.attempts;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of their own for the peers, with as many connections as they work with. */
final class PeerDatabase {
  private static final String NAME = "peers";

  private final PGSimpleDataSource server;
  private final PGSimpleDataSource peers;

  PeerDatabase(Installation installation) throws IOException {
    this.server = installation.postgres("postgres");
    this.peers = installation.postgres(NAME);
  }

  /** Makes it anew with one table in it. */
  HikariDataSource fresh(String table, int connections) throws SQLException {
    execute(server, "drop database if exists " + NAME);
    execute(server, "create database " + NAME);
    execute(peers, table);
    HikariConfig config = new HikariConfig();
    config.setDataSource(peers);
    config.setMaximumPoolSize(connections);
    return new HikariDataSource(config);
  }

  private static void execute(PGSimpleDataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
