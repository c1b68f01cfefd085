package dev.loopgate.reviews.ballot;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.VoteCast;
import dev.loopgate.contracts.reviews.VoteCast.Authentication;
import dev.loopgate.contracts.reviews.VoteCast.Behaviour;
import dev.loopgate.reviews.rules.Voice;
import dev.loopgate.wire.json.Json;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One person's answer on one dossier. Never changed; a later one of the same person supersedes. */
@Entity
@Immutable
@Table(name = "vote")
public class Vote extends PanacheEntityBase {
  @Id private UUID id;

  @Column(name = "review_id")
  private UUID reviewId;

  private int number;
  private String voter;

  @Column(name = "on_behalf_of")
  private @Nullable String onBehalfOf;

  @Column(name = "delegation_id")
  private @Nullable UUID delegationId;

  @Enumerated(EnumType.STRING)
  private VoteCast.Value value;

  private String roles;
  private @Nullable String authentication;

  @Column(name = "dossier_digest")
  private String dossierDigest;

  @Column(name = "revision_digest")
  private @Nullable String revisionDigest;

  @Column(name = "evidence_digest")
  private @Nullable String evidenceDigest;

  private @Nullable String policy;

  @Column(name = "policy_digest")
  private @Nullable String policyDigest;

  @Column(name = "reason_codes")
  private String reasonCodes;

  private String reason;
  private @Nullable String behaviour;
  private @Nullable String salt;

  @Column(name = "cast_at")
  private Instant castAt;

  protected Vote() {}

  /**
   * A vote as it was told.
   *
   * @param blinding of the commitment that stands for it while others must not know; null when they
   *     may
   */
  Vote(VoteCast cast, int number, @Nullable Blinding blinding) {
    id = cast.voteId();
    reviewId = cast.reviewId();
    this.number = number;
    voter = cast.voter();
    onBehalfOf = cast.onBehalfOf();
    delegationId = cast.delegationId();
    value = cast.value();
    roles = Json.write(cast.roles());
    authentication = cast.authentication() == null ? null : Json.write(cast.authentication());
    dossierDigest = cast.dossierDigest();
    revisionDigest = cast.revisionDigest();
    evidenceDigest = cast.evidenceDigest();
    policy = cast.policy();
    policyDigest = cast.policyDigest();
    reasonCodes = Json.write(cast.reasonCodes());
    reason = cast.reason();
    behaviour = cast.behaviour() == null ? null : Json.write(cast.behaviour());
    salt = blinding == null ? null : blinding.stored();
    castAt = cast.castAt();
  }

  /** In the order in which they were cast. */
  public static List<Vote> of(List<UUID> reviewIds) {
    return list("reviewId in ?1 order by reviewId, number", reviewIds);
  }

  /** How many answers a person gave since a time; taking one back is none. */
  public static int countSince(String voter, Instant since) {
    return (int)
        count("voter = ?1 and castAt >= ?2 and value <> ?3", voter, since, VoteCast.Value.WITHDRAW);
  }

  public UUID reviewId() {
    return reviewId;
  }

  int number() {
    return number;
  }

  public @Nullable UUID delegationId() {
    return delegationId;
  }

  public boolean isOf(String person) {
    return voter.equals(person);
  }

  VoteCast.Value value() {
    return value;
  }

  @Nullable Blinding blinding() {
    return salt == null ? null : Blinding.parse(salt);
  }

  /** The vote as the rules see it. */
  public Voice voice() {
    return new Voice(
        id, voter, onBehalfOf, delegationId, value, Set.copyOf(roles()), dossierDigest, castAt);
  }

  /** The vote as it was told. */
  public VoteCast cast() {
    return new VoteCast(
        id,
        reviewId,
        voter,
        onBehalfOf,
        delegationId,
        value,
        roles(),
        read(authentication, Authentication.class),
        dossierDigest,
        revisionDigest,
        evidenceDigest,
        policy,
        policyDigest,
        List.of(Json.read(reasonCodes, String[].class)),
        reason,
        read(behaviour, Behaviour.class),
        castAt);
  }

  private List<Role> roles() {
    return List.of(Json.read(roles, Role[].class));
  }

  private static <T> @Nullable T read(@Nullable String json, Class<T> type) {
    return json == null ? null : Json.read(json, type);
  }
}
