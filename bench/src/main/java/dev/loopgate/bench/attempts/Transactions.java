package dev.loopgate.bench.attempts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** How many transactions PostgreSQL has committed and rolled back, by database. */
final class Transactions {
  private final DataSource postgres;

  Transactions(DataSource postgres) {
    this.postgres = postgres;
  }

  Map<String, Double> count() throws SQLException {
    try (Connection connection = postgres.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select datname, xact_commit + xact_rollback from pg_stat_database
                where datname in ('ideas', 'experiments', 'reviews')
                """)) {
      Map<String, Double> counts = new TreeMap<>();
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getDouble(2));
      }
      return counts;
    }
  }
}
