package dev.loopgate.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A transaction of one service that has written and goes no further, while all others go on. */
final class IdleTransaction implements AutoCloseable {
  private final Connection connection;

  private IdleTransaction(Connection connection) {
    this.connection = connection;
  }

  @SuppressWarnings("MustBeClosedChecker")
  static IdleTransaction open(Installation installation, String service)
      throws IOException, SQLException {
    Path postgres = installation.home().resolve("postgres");
    JsonNode passwords = Json.mapper().readTree(postgres.resolve("passwords.json").toFile());
    String port = Files.readString(postgres.resolve("port")).strip();
    Connection connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, service),
            service,
            passwords.path(service).asText());
    connection.setAutoCommit(false);
    try (Statement write = connection.createStatement()) {
      write.execute("select pg_current_xact_id()");
    }
    return new IdleTransaction(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
