package dev.loopgate.contracts.reviews;

import dev.loopgate.contracts.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code vote.cast}: one person's answer on one dossier digest, with all that it is bound to.
 *
 * @param voter who cast it
 * @param onBehalfOf whose voice it is when the voter is a delegate
 * @param delegationId what lets the delegate speak
 * @param roles what the voice may be counted as: the voter's at that time, or those that were
 *     delegated
 * @param authentication how the voter had proven who they are; absent when the token did not say
 * @param revisionDigest {@code sha256:<hex>} of the patch; absent when the review is about no idea
 * @param evidenceDigest absent before there is evidence
 * @param policy name and version of the terms; absent in votes of before it was told
 * @param reasonCodes short words for those who count reasons
 * @param behaviour what the voter had looked at; absent in votes of before it was told
 */
public record VoteCast(
    UUID voteId,
    UUID reviewId,
    String voter,
    @Nullable String onBehalfOf,
    @Nullable UUID delegationId,
    Value value,
    List<Role> roles,
    @Nullable Authentication authentication,
    String dossierDigest,
    @Nullable String revisionDigest,
    @Nullable String evidenceDigest,
    @Nullable String policy,
    @Nullable String policyDigest,
    List<String> reasonCodes,
    String reason,
    @Nullable Behaviour behaviour,
    Instant castAt)
    implements ReviewEvent {
  public static final String TYPE = "vote.cast";

  public VoteCast {
    roles = roles == null ? List.of() : List.copyOf(roles);
    reasonCodes = reasonCodes == null ? List.of() : List.copyOf(reasonCodes);
  }

  /** What a person can answer. */
  public enum Value {
    APPROVE,
    /** Stays over new dossiers until its holder withdraws it or two people override it. */
    VETO,
    ABSTAIN,
    /** A conflict of interest: this person never counts on this review. */
    RECUSE,
    /** Takes the last answer back. */
    WITHDRAW
  }

  /**
   * How a person had logged in.
   *
   * @param acr authentication context class, as the provider names it
   * @param amr authentication methods, for example {@code pwd}, {@code otp}
   * @param authTime when the person last proved who they are
   */
  public record Authentication(@Nullable String acr, List<String> amr, @Nullable Instant authTime) {
    public Authentication {
      amr = amr == null ? List.of() : List.copyOf(amr);
    }
  }

  /**
   * What the voter did before voting.
   *
   * @param opened parts of the dossier that were opened, in that order
   * @param dwellSeconds from the first opening to the vote; absent when nothing was opened
   * @param votesToday of this person on this UTC day, this one included
   * @param overDailyLoad whether that is more than the policy deems sound
   */
  public record Behaviour(
      List<String> opened, @Nullable Long dwellSeconds, int votesToday, boolean overDailyLoad) {
    public Behaviour {
      opened = List.copyOf(opened);
    }
  }
}
