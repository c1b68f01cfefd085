package dev.loopgate.chassis.idempotency;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.chassis.problem.ProblemType;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a command safe to retry: the first request with a key does the work, in one transaction
 * with the record of its answer; every later one gets that answer.
 */
@ApplicationScoped
public class Idempotency {
  private static final int LONGEST_KEY = 200;

  private final AgroalDataSource dataSource;
  private final Clock clock;

  @Inject
  Idempotency(AgroalDataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /**
   * Runs a command once per principal and key; without a key, just runs it.
   *
   * @param operation what the key was used for, for example {@code POST /api/v1/ideas}
   * @param request the body, which a retry must repeat
   * @throws ProblemException 422 when the key was used for another operation or body
   */
  @Transactional
  public <T> T once(
      String principal,
      @Nullable String key,
      String operation,
      Object request,
      Class<T> type,
      Supplier<T> command) {
    if (key == null || key.isBlank()) {
      return command.get();
    }
    if (key.length() > LONGEST_KEY) {
      throw ProblemException.invalid(
          "Idempotency-Key",
          "The key has %d characters; %d are allowed.".formatted(key.length(), LONGEST_KEY));
    }
    String digest = Json.digest(request);
    try (Connection connection = dataSource.getConnection()) {
      if (!tryClaim(connection, principal, key, operation, digest)) {
        return Json.read(answer(connection, principal, key, operation, digest), type);
      }
      T response = command.get();
      remember(connection, principal, key, Json.write(response));
      return response;
    } catch (SQLException e) {
      throw new IdempotencyException(key, e);
    }
  }

  /**
   * What a command answered, for callers that prepare it outside of the transaction; empty when it
   * has not been carried out, or has no key.
   *
   * @throws ProblemException 422 when the key was used for another operation or body
   */
  @Transactional
  public <T> Optional<T> answered(
      String principal, @Nullable String key, String operation, Object request, Class<T> type) {
    if (key == null || key.isBlank()) {
      return Optional.empty();
    }
    try (Connection connection = dataSource.getConnection()) {
      return isUsed(connection, principal, key)
          ? Optional.of(
              Json.read(answer(connection, principal, key, operation, Json.digest(request)), type))
          : Optional.empty();
    } catch (SQLException e) {
      throw new IdempotencyException(key, e);
    }
  }

  private static boolean isUsed(Connection connection, String principal, String key)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select 1 from idempotency_key where principal = ? and key = ?")) {
      select.setString(1, principal);
      select.setString(2, key);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Waits for a concurrent request with the same key: then either its answer is there, or it
   * failed.
   */
  private boolean tryClaim(
      Connection connection, String principal, String key, String operation, String digest)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into idempotency_key (principal, key, operation, request_digest, created_at)
            values (?, ?, ?, ?, ?)
            on conflict do nothing
            """)) {
      insert.setString(1, principal);
      insert.setString(2, key);
      insert.setString(3, operation);
      insert.setString(4, digest);
      insert.setTimestamp(5, Timestamp.from(clock.instant()));
      return insert.executeUpdate() == 1;
    }
  }

  private static String answer(
      Connection connection, String principal, String key, String operation, String digest)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select operation, request_digest, response::text
            from idempotency_key
            where principal = ? and key = ?
            """)) {
      select.setString(1, principal);
      select.setString(2, key);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        if (!row.getString(1).equals(operation) || !row.getString(2).equals(digest)) {
          throw new ProblemException(
              ProblemType.IDEMPOTENCY_CONFLICT,
              "Idempotency-Key %s was used for another request. Take a new key for a new request, and repeat the same body in a retry."
                  .formatted(key));
        }
        return Optional.ofNullable(row.getString(3)).orElse("null");
      }
    }
  }

  private static void remember(Connection connection, String principal, String key, String response)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update idempotency_key set response = ?::jsonb where principal = ? and key = ?")) {
      update.setString(1, response);
      update.setString(2, principal);
      update.setString(3, key);
      update.executeUpdate();
    }
  }
}
