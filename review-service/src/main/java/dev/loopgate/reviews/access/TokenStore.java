package dev.loopgate.reviews.access;

import dev.loopgate.chassis.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Which tokens were announced, so that the record has each of them once. */
@ApplicationScoped
class TokenStore {
  private final Sql sql;

  @Inject
  TokenStore(Sql sql) {
    this.sql = sql;
  }

  /** Whether the token is new; waits for a concurrent announcement of the same one. */
  boolean tryAdd(TokenCreated token) {
    return sql.update(
                """
                insert into announced_token (issuer, token_id, subject, expires_at)
                values (:issuer, :tokenId, :subject, :expiresAt)
                on conflict do nothing
                """,
                token)
            .execute()
        == 1;
  }
}
