package dev.loopgate.chassis.idempotency;

import dev.loopgate.chassis.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The rows of idempotency keys; each is written once, with the answer. */
@Singleton
class KeyStore {
  private final Sql sql;

  @Inject
  KeyStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * Waits for a concurrent request with the same key, until this transaction ends. It is an
   * advisory lock, so taking it gives a transaction no id and with that no place in the feed yet.
   */
  void lock(Claim claim) {
    sql.query(
            """
            select pg_advisory_xact_lock(hashtextextended(:principal || ' ' || :key, 20261127))
            """)
        .bind("principal", claim.principal())
        .bind("key", claim.key())
        .mapTo(String.class)
        .one();
  }

  Optional<KeptAnswer> find(Claim claim) {
    return sql.query(
            """
            select operation, request_digest, coalesce(response::text, 'null') as response
            from idempotency_key
            where principal = :principal and key = :key
            """)
        .bind("principal", claim.principal())
        .bind("key", claim.key())
        .map(row ->
            new KeptAnswer(
                row.getColumn("operation", String.class),
                row.getColumn("request_digest", String.class),
                row.getColumn("response", String.class)))
        .findFirst();
  }

  /** The lock keeps a second row from being tried; the primary key would refuse it. */
  void insert(Claim claim, String response, Instant now) {
    sql.update(
            """
            insert into idempotency_key
              (principal, key, operation, request_digest, response, created_at)
            values (:principal, :key, :operation, :requestDigest, :response::jsonb, :now)
            """,
            claim)
        .bind("response", response)
        .bind("now", now)
        .execute();
  }

  /** Deletes some of the keys that are older, the oldest first, and says how many. */
  int deleteOlderThan(Instant time, int atMost) {
    return sql.update(
            """
            delete from idempotency_key
            where (principal, key) in (
              select principal, key from idempotency_key
              where created_at < :time
              order by created_at
              limit :atMost
              for update skip locked)
            """)
        .bind("time", time)
        .bind("atMost", atMost)
        .execute();
  }
}
