package dev.loopgate.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills tables with more rows than a page has, each a copy of one that the service itself made. */
public final class ManyRows {
  /** More than the largest page. */
  public static final int COUNT = 210;

  private final String url;

  /** For the database at a JDBC address. */
  public ManyRows(String url) {
    this.url = TestDatabase.asSuperuser(url);
  }

  /**
   * Copies rows.
   *
   * @param which the condition for the rows of {@code table t} to copy
   * @param changes names and expressions in turn, for what differs in copy number {@code n}; {@link
   *     #id} makes ids
   */
  public void copy(String table, String which, String changes) {
    execute(
        """
        insert into %1$s
        select (jsonb_populate_record(t, jsonb_build_object(%3$s))).*
        from %1$s t, generate_series(1, %4$d) n
        where %2$s
        """
            .formatted(table, which, changes, COUNT));
  }

  /**
   * The id that copy number {@code n} has for the id in an expression. It is lower than all that
   * the services give: lists begin with the newest, and other tests look for theirs there.
   */
  public static String id(String expression) {
    return "overlay(md5(%s || '-' || n) placing '00' from 1)::uuid".formatted(expression);
  }

  public void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
