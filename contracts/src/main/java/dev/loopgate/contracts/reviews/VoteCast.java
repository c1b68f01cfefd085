package dev.loopgate.contracts.reviews;

import java.time.Instant;
import java.util.UUID;

/** {@code vote.cast}: one person's answer on one dossier digest. */
public record VoteCast(
    UUID voteId,
    UUID reviewId,
    String voter,
    Value value,
    String dossierDigest,
    String reason,
    Instant castAt)
    implements ReviewEvent {
  public static final String TYPE = "vote.cast";

  /** What a person can answer. */
  public enum Value {
    APPROVE,
    VETO,
    ABSTAIN
  }
}
