package dev.loopgate.chassis.access;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens of agents a kill has revoked: all that were made until then, for everything or for
 * acting on one program. Kept in the service's own database, so that no restart and no other
 * replica forgets it, and for ever.
 */
@ApplicationScoped
public class Revocations {
  static final ProblemType TOKEN_REVOKED =
      new ProblemType("token-revoked", 403, "The token was revoked");

  private final Sql sql;

  @Inject
  Revocations(Sql sql) {
    this.sql = sql;
  }

  /**
   * Revokes, in the transaction under way, what agents' tokens were made until an instant.
   *
   * @param stopId what revokes them; repeating it changes nothing
   * @param programId null revokes them for everything
   */
  public void revoke(UUID stopId, @Nullable UUID programId, Instant until) {
    sql.update(
            """
            insert into token_revocation (stop_id, program_id, revoked_at)
            values (:stopId, :programId, :until)
            on conflict do nothing
            """)
        .bind("stopId", stopId)
        .bind("programId", programId)
        .bind("until", until)
        .execute();
  }

  /** Refuses an agent whose token was revoked for everything. */
  void requireValid(Principal principal) {
    requireValidFor(principal, null);
  }

  /** Refuses an agent whose token was revoked for acting on a program. */
  public void requireValidFor(Principal principal, @Nullable UUID programId) {
    if (principal.kind() != PrincipalKind.AGENT) {
      return;
    }
    Instant revokedAt = newest(programId);
    if (revokedAt != null && isMadeUntil(revokedAt, principal.issuedAt())) {
      throw new ProblemException(
          TOKEN_REVOKED,
          "The tokens that agents had at %s were revoked by a kill. Somebody who answers for %s makes a new one when it may act again."
              .formatted(revokedAt, principal.subject()));
    }
  }

  /** A token that does not say when it was made may be as old as any. */
  static boolean isMadeUntil(Instant revokedAt, @Nullable Instant issuedAt) {
    return issuedAt == null || !issuedAt.isAfter(revokedAt);
  }

  private @Nullable Instant newest(@Nullable UUID programId) {
    return sql.query(
            """
            select max(revoked_at) from token_revocation
            where program_id is null or program_id = :programId
            """)
        .bind("programId", programId)
        .mapTo(Instant.class)
        .one();
  }
}
