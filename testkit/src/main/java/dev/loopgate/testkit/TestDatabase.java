package dev.loopgate.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real PostgreSQL per test JVM, and as many empty databases in it as tests want. They belong to
 * a role that is no superuser, as those of the services do in production: what a service may not do
 * there fails here.
 */
public final class TestDatabase {
  public static final String ROLE = "service";
  public static final String PASSWORD = "service";
  private static final String SUPERUSER = "postgres";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
        execute(server, "create extension pg_stat_statements");
        execute(server, "create role %s login password '%s'".formatted(ROLE, PASSWORD));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL does not start", e);
      }
    }
  }

  /** The JDBC address of a new empty database. */
  public static String create() {
    return create("template1");
  }

  /** The JDBC address of a new database with all that another one has now: a backup, restored. */
  public static String copyOf(String url) {
    return create(nameIn(url));
  }

  private static String create(String template) {
    String name = "test" + COUNT.incrementAndGet();
    execute(
        Server.POSTGRES, "create database %s template %s owner %s".formatted(name, template, ROLE));
    return Server.POSTGRES.getJdbcUrl(ROLE, name);
  }

  /**
   * How often which statements were executed in a database since it was made, without those that
   * begin and end transactions.
   */
  static Map<String, Long> executions(String url) {
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select s.query, sum(s.calls) as calls
                from pg_stat_statements s join pg_database d on d.oid = s.dbid
                where d.datname = ? and s.query !~* '^(begin|commit|rollback)'
                group by s.query
                """)) {
      select.setString(1, nameIn(url));
      return executions(select);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Long> executions(PreparedStatement select) throws SQLException {
    Map<String, Long> executions = new HashMap<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        executions.put(row.getString("query"), row.getLong("calls"));
      }
    }
    return executions;
  }

  /** The same database as its server's superuser sees it, whom no missing right stops. */
  public static String asSuperuser(String url) {
    return Server.POSTGRES.getJdbcUrl(SUPERUSER, nameIn(url));
  }

  private static String nameIn(String url) {
    return url.replaceAll("^.*/|\\?.*$", "");
  }

  private static void execute(EmbeddedPostgres server, String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
