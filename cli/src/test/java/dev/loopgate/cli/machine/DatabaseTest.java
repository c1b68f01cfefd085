package dev.loopgate.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.cli.client.HomeOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTest {
  private Path directory;
  private Database database;

  @BeforeAll
  void givenADatabaseInAPathWithASpace(@TempDir Path temporary)
      throws IOException, InterruptedException {
    directory = temporary;
    database = open();
    database.start();
  }

  @AfterAll
  void stop() throws IOException, InterruptedException {
    database.stop();
  }

  @Test
  void whatWasCommittedSurvivesAKillAndAStalePidFile()
      throws IOException, InterruptedException, SQLException {
    execute("create table fact (name text)", "insert into fact values ('kept')");
    int port = database.port();
    Pid postmaster = Pid.read(pidFile()).orElseThrow();

    postmaster.signal("KILL");
    awaitDeath();
    assertThat(directory.resolve("a b/postgres/data/postmaster.pid")).exists();
    restart();

    assertThat(database.port()).isEqualTo(port);
    assertThat(query("select name from fact")).isEqualTo("kept");
    assertThat(Pid.read(pidFile())).isNotEmpty().isNotEqualTo(java.util.Optional.of(postmaster));
  }

  @Test
  void anotherLauncherTakesOverAServerThatWasLeftRunning()
      throws IOException, InterruptedException, SQLException {
    execute("create table other (name text)", "insert into other values ('kept')");
    Pid left = Pid.read(pidFile()).orElseThrow();

    Database next = open();
    next.start();
    database = next;

    assertThat(left.isAlive()).isFalse();
    assertThat(query("select name from other")).isEqualTo("kept");
  }

  @Test
  void everyServiceHasItsOwnRoleAndNobodyEntersWithoutPassword() throws IOException, SQLException {
    assertThat(query("select current_user::text")).isEqualTo("ideas");
    assertThatThrownBy(
            () -> DriverManager.getConnection(database.jdbcUrl("ideas"), "ideas", "wrong").close())
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() ->
            DriverManager.getConnection(
                    database.jdbcUrl("reviews"), "ideas", database.password("ideas"))
                .close())
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(
            () -> DriverManager.getConnection(database.jdbcUrl("ideas"), "postgres", "").close())
        .isInstanceOf(SQLException.class);
  }

  @Test
  void acknowledgedMeansOnDiskAndOnlyTheOwnerLooksIn() throws IOException, SQLException {
    assertThat(query("show fsync")).isEqualTo("on");
    assertThat(query("show synchronous_commit")).isEqualTo("on");
    assertThat(query("show full_page_writes")).isEqualTo("on");
    assertThat(permissions(directory.resolve("a b/postgres"))).isEqualTo("rwx------");
    assertThat(permissions(directory.resolve("a b/postgres/passwords.json")))
        .isEqualTo("rw-------");
  }

  private Database open() throws IOException {
    return new Database(MachineFiles.prepare(HomeOf.directory(directory.resolve("a b"))));
  }

  private Path pidFile() {
    return directory.resolve("a b/run/postgres.pid");
  }

  private void awaitDeath() throws InterruptedException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (database.isAlive() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(database.isAlive()).isFalse();
  }

  /** As the supervisor does: again until the dead server's children have let go. */
  private void restart() throws InterruptedException, IOException {
    for (int i = 0; i < 20; i++) {
      try {
        database.start();
        return;
      } catch (IOException e) {
        Thread.sleep(200);
      }
    }
    database.start();
  }

  private Connection connect() throws IOException, SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl("ideas"), "ideas", database.password("ideas"));
  }

  private void execute(String... statements) throws IOException, SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String query(String sql) throws IOException, SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
