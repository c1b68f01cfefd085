package dev.loopgate.ideas.sql;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the statements of the stores in the transaction under way. */
@ApplicationScoped
public class Database {
  private final AgroalDataSource dataSource;

  @Inject
  Database(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Reads one row of a result. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** All rows of a query; parameters in order of their question marks. */
  public <T> List<T> list(String sql, Row<T> row, @Nullable Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = prepare(connection, sql, parameters);
        ResultSet rows = select.executeQuery()) {
      List<T> result = new ArrayList<>();
      while (rows.next()) {
        result.add(row.read(rows));
      }
      return result;
    } catch (SQLException e) {
      throw new DatabaseException(sql, e);
    }
  }

  /** The first row of a query. */
  public <T> Optional<T> find(String sql, Row<T> row, @Nullable Object... parameters) {
    return list(sql, row, parameters).stream().findFirst();
  }

  /** Executes a change and returns how many rows it touched. */
  public int update(String sql, @Nullable Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = prepare(connection, sql, parameters)) {
      return update.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(sql, e);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      statement.setObject(i + 1, value instanceof Instant time ? Timestamp.from(time) : value);
    }
    return statement;
  }

  /** An instant that may be null. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
