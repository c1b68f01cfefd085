package dev.loopgate.cli.machine;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.loopgate.cli.client.SecretFiles;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** One role with its own database for each service, and the server's owner; random passwords. */
final class DatabaseAccounts {
  static final String OWNER = "postgres";
  static final List<String> SERVICES = List.of("ideas", "experiments", "reviews");
  private static final int PASSWORD_BYTES = 24;

  private final Map<String, String> passwords;

  private DatabaseAccounts(Map<String, String> passwords) {
    this.passwords = passwords;
  }

  static DatabaseAccounts loadOrCreate(Path file) throws IOException {
    if (Files.exists(file)) {
      return new DatabaseAccounts(
          Json.mapper().readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
    }
    Map<String, String> passwords = new TreeMap<>();
    passwords.put(OWNER, random());
    SERVICES.forEach(service -> passwords.put(service, random()));
    SecretFiles.write(file, Json.write(passwords));
    return new DatabaseAccounts(passwords);
  }

  String password(String role) {
    String password = passwords.get(role);
    if (password == null) {
      throw new IllegalStateException("passwords.json lacks " + role);
    }
    return password;
  }

  /** Makes roles and databases on a new server. */
  void create(DataSource server) throws IOException {
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter role postgres password '%s'".formatted(password(OWNER)));
      for (String service : SERVICES) {
        statement.execute(
            "create role %s login password '%s'".formatted(service, password(service)));
        statement.execute("create database %s owner %s".formatted(service, service));
        statement.execute("revoke connect on database %s from public".formatted(service));
      }
    } catch (SQLException e) {
      throw new IOException("cannot create the services' databases: " + e.getMessage(), e);
    }
  }

  /** URL-safe base64: nothing in it needs quoting. */
  private static String random() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
