package dev.loopgate.reviews.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What stores of plain SQL share: statements with parameters in order, in the transaction under
 * way. Each store says what it locks and writes.
 */
public abstract class RowStore {
  private final DataSource dataSource;

  protected RowStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Reads one row. */
  @FunctionalInterface
  protected interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  protected final <T> List<T> query(String sql, Row<T> read, @Nullable Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = prepare(connection, sql, parameters);
        ResultSet rows = select.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(read.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw new RowException(sql, e);
    }
  }

  protected final <T> Optional<T> first(String sql, Row<T> read, @Nullable Object... parameters) {
    return query(sql, read, parameters).stream().findFirst();
  }

  /** Changes rows and says how many. */
  protected final int update(String sql, @Nullable Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement change = prepare(connection, sql, parameters)) {
      return change.executeUpdate();
    } catch (SQLException e) {
      throw new RowException(sql, e);
    }
  }

  protected static UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  protected static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  protected static @Nullable Instant instantOrNull(ResultSet row, String column)
      throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
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
}
