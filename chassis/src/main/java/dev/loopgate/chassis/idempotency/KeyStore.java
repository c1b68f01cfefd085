package dev.loopgate.chassis.idempotency;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** The rows of idempotency keys; each is written once, with the answer. */
@Singleton
class KeyStore {
  private final DataSource dataSource;

  @Inject
  KeyStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Waits for a concurrent request with the same key, until this transaction ends. It is an
   * advisory lock, so taking it gives a transaction no id and with that no place in the feed yet.
   */
  void lock(Claim claim) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement lock =
            connection.prepareStatement(
                "select pg_advisory_xact_lock(hashtextextended(? || ' ' || ?, 20261127))")) {
      lock.setString(1, claim.principal());
      lock.setString(2, claim.key());
      lock.execute();
    } catch (SQLException e) {
      throw new IdempotencyException("cannot lock idempotency key " + claim.key(), e);
    }
  }

  Optional<KeptAnswer> find(Claim claim) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select operation, request_digest, coalesce(response::text, 'null')
                from idempotency_key
                where principal = ? and key = ?
                """)) {
      select.setString(1, claim.principal());
      select.setString(2, claim.key());
      return answer(select);
    } catch (SQLException e) {
      throw new IdempotencyException("cannot look up idempotency key " + claim.key(), e);
    }
  }

  private static Optional<KeptAnswer> answer(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(new KeptAnswer(row.getString(1), row.getString(2), row.getString(3)))
          : Optional.empty();
    }
  }

  /** The lock keeps a second row from being tried; the primary key would refuse it. */
  void insert(Claim claim, String response, Instant now) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into idempotency_key
                  (principal, key, operation, request_digest, response, created_at)
                values (?, ?, ?, ?, ?::jsonb, ?)
                """)) {
      insert.setString(1, claim.principal());
      insert.setString(2, claim.key());
      insert.setString(3, claim.operation());
      insert.setString(4, claim.requestDigest());
      insert.setString(5, response);
      insert.setTimestamp(6, Timestamp.from(now));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IdempotencyException("cannot keep the answer to key " + claim.key(), e);
    }
  }

  /** Deletes some of the keys that are older, the oldest first, and says how many. */
  int deleteOlderThan(Instant time, int atMost) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                """
                delete from idempotency_key
                where (principal, key) in (
                  select principal, key from idempotency_key
                  where created_at < ?
                  order by created_at
                  limit ?
                  for update skip locked)
                """)) {
      delete.setTimestamp(1, Timestamp.from(time));
      delete.setInt(2, atMost);
      return delete.executeUpdate();
    } catch (SQLException e) {
      throw new IdempotencyException("cannot delete old idempotency keys", e);
    }
  }
}
