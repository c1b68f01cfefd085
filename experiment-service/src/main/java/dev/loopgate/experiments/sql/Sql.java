package dev.loopgate.experiments.sql;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of the stores on the service's database, inside the caller's transaction if
 * there is one. Binds what the stores use: texts, numbers, ids, instants, enums, bytes, id lists.
 */
@Singleton
public class Sql {
  private final AgroalDataSource dataSource;

  @Inject
  Sql(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Reads one row into a value. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Executes an insert, update or delete and says how many rows it changed. */
  public int update(String sql, @Nullable Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new SqlException(e);
    }
  }

  /** Executes one statement for each row of values, in one round trip. */
  public void batch(String sql, List<@Nullable Object[]> rows) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new SqlException(e);
    }
  }

  public <T> List<T> list(String sql, Row<T> reader, @Nullable Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    } catch (SQLException e) {
      throw new SqlException(e);
    }
  }

  public <T> Optional<T> find(String sql, Row<T> reader, @Nullable Object... values) {
    return list(sql, reader, values).stream().findFirst();
  }

  /** The instant of a column; null when it is. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }

  public static UUID id(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object[] values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    bind(statement, values);
    return statement;
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case Instant instant -> statement.setTimestamp(index, Timestamp.from(instant));
      case Enum<?> constant -> statement.setString(index, constant.name());
      case List<?> ids ->
          statement.setArray(index, statement.getConnection().createArrayOf("uuid", ids.toArray()));
      case null -> statement.setObject(index, null);
      default -> statement.setObject(index, value);
    }
  }
}
