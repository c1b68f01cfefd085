package dev.loopgate.reviews.review;

import dev.loopgate.contracts.reviews.VoteCast;
import dev.loopgate.reviews.rules.Ballot;
import dev.loopgate.reviews.rules.Tally;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One person's answer on one dossier. Never changed; a later one of the same person supersedes. */
@Entity
@Immutable
@Table(name = "vote")
class Vote extends PanacheEntityBase {
  @Id private UUID id;

  @Column(name = "review_id")
  private UUID reviewId;

  private int number;
  private String voter;

  @Enumerated(EnumType.STRING)
  private VoteCast.Value value;

  private String reason;

  @Column(name = "dossier_digest")
  private String dossierDigest;

  @Column(name = "cast_at")
  private Instant castAt;

  protected Vote() {}

  Vote(VoteCast cast, int number) {
    id = cast.voteId();
    reviewId = cast.reviewId();
    this.number = number;
    voter = cast.voter();
    value = cast.value();
    reason = cast.reason();
    dossierDigest = cast.dossierDigest();
    castAt = cast.castAt();
  }

  /** In the order in which they were cast. */
  static List<Vote> of(List<UUID> reviewIds) {
    return list("reviewId in ?1 order by reviewId, number", reviewIds);
  }

  UUID reviewId() {
    return reviewId;
  }

  int number() {
    return number;
  }

  Ballot ballot() {
    return new Ballot(voter, value, dossierDigest);
  }

  VoteView view(String currentDigest) {
    boolean outdated = Tally.isOutdated(ballot(), currentDigest);
    return new VoteView(id, voter, value, reason, dossierDigest, castAt, outdated);
  }
}
