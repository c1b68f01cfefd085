package dev.loopgate.chassis.feed;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One real PostgreSQL for the tests of this room; the testkit stands on the chassis, not below. Its
 * databases belong to a role that is no superuser, as in production.
 */
public final class TestPostgres {
  private static final List<String> MIGRATIONS =
      List.of(
          "V2026_11_21_0001__feed_and_idempotency",
          "V2026_11_27_1900__programs_of_events",
          "V2026_11_27_1902__parked_events",
          "V2026_11_27_2000__feed_readers");
  private static final String ROLE = "service";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestPostgres() {}

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        execute(server.getJdbcUrl("postgres", "postgres"), "create role %s login".formatted(ROLE));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The JDBC address of a new database that has the tables of the chassis. */
  public static String create() throws SQLException {
    String name = "test" + COUNT.incrementAndGet();
    execute(
        Server.POSTGRES.getJdbcUrl("postgres", "postgres"),
        "create database %s owner %s".formatted(name, ROLE));
    String url = Server.POSTGRES.getJdbcUrl(ROLE, name);
    execute(url, tables());
    return url;
  }

  public static ThreadBoundDataSource dataSource(String url) {
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(url);
    return new ThreadBoundDataSource(postgres);
  }

  public static void execute(String url, String sql) throws SQLException {
    try (Connection connection = dataSource(url).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String tables() {
    return MIGRATIONS.stream().map(TestPostgres::migration).collect(Collectors.joining("\n"));
  }

  /** The statements of a migration of the chassis. */
  static String migration(String name) {
    try (InputStream sql =
        TestPostgres.class.getResourceAsStream("/db/chassis/%s.sql".formatted(name))) {
      return new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
