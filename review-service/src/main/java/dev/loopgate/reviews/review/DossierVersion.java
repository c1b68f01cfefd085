package dev.loopgate.reviews.review;

import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.wire.json.Json;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;

/** One immutable version of what a review shows. */
@Entity
@Immutable
@Table(name = "dossier_version")
public class DossierVersion extends PanacheEntityBase {
  @Id private UUID id;

  @Column(name = "review_id")
  private UUID reviewId;

  private int version;
  private String digest;
  private String content;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "carries_approvals")
  private boolean carriesApprovals;

  protected DossierVersion() {}

  public DossierVersion(
      UUID id,
      UUID reviewId,
      int version,
      Dossier dossier,
      boolean carriesApprovals,
      Instant createdAt) {
    this.carriesApprovals = carriesApprovals;
    this.id = id;
    this.reviewId = reviewId;
    this.version = version;
    this.digest = Json.digest(dossier);
    this.content = Json.write(dossier);
    this.createdAt = createdAt;
  }

  /** What the reviews show now. */
  public static List<DossierVersion> current(List<UUID> reviewIds) {
    return list(
        "select d from DossierVersion d join Review r on r.id = d.reviewId"
            + " where r.dossierVersion = d.version and r.id in ?1",
        reviewIds);
  }

  /** What the reviews have shown, by review; only what each shows now with its content. */
  public static Map<UUID, ShownDossiers> shown(List<UUID> reviewIds) {
    return getEntityManager()
        .createQuery(
            "select d.reviewId, d.digest, d.carriesApprovals,"
                + " case when d.version = r.dossierVersion then d.content end"
                + " from DossierVersion d join Review r on r.id = d.reviewId"
                + " where d.reviewId in ?1 order by d.reviewId, d.version",
            Object[].class)
        .setParameter(1, reviewIds)
        .getResultStream()
        .collect(
            Collectors.groupingBy(
                row -> (UUID) row[0],
                Collectors.collectingAndThen(Collectors.toList(), ShownDossiers::of)));
  }

  UUID reviewId() {
    return reviewId;
  }

  public int version() {
    return version;
  }

  public String digest() {
    return digest;
  }

  public Dossier dossier() {
    return Json.read(content, Dossier.class);
  }
}
