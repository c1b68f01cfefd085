package dev.loopgate.reviews.review;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.reviews.rows.RowStore;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Every glass that was broken, and what others thought of it. */
@Singleton
class GlassStore extends RowStore {
  private static final String SELECT =
      """
      select id, review_id, review_key, people, reasons, dossier_digest, used_at, expires_at,
             due_at, reviewed_by, reviewed_at, finding, comment
      from break_glass
      """;

  @Inject
  GlassStore(AgroalDataSource dataSource) {
    super(dataSource);
  }

  /**
   * False when the glass is broken for this dossier already; the caller holds the review locked.
   */
  boolean tryAdd(GlassRecord glass) {
    return update(
            """
            insert into break_glass
              (id, review_id, review_key, people, reasons, dossier_digest,
               used_at, expires_at, due_at)
            select ?::uuid, ?::uuid, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz
            where not exists (
              select from break_glass
              where review_id = ? and dossier_digest = ? and expires_at > ?)
            """,
            glass.id(),
            glass.reviewId(),
            glass.reviewKey(),
            Json.write(glass.people()),
            Json.write(glass.reasons()),
            glass.dossierDigest(),
            glass.usedAt(),
            glass.expiresAt(),
            glass.dueAt(),
            glass.reviewId(),
            glass.dossierDigest(),
            glass.usedAt())
        == 1;
  }

  /** Those of a review that nobody has looked at, locked until the transaction ends. */
  List<GlassRecord> lockUnreviewed(UUID reviewId) {
    return query(
        SELECT + "where review_id = ? and reviewed_at is null order by id for update",
        GlassStore::glass,
        reviewId);
  }

  void review(UUID id, String person, GlassRecord.Finding finding, String comment, Instant now) {
    update(
        """
        update break_glass set reviewed_by = ?, reviewed_at = ?, finding = ?, comment = ?
        where id = ? and reviewed_at is null
        """,
        person,
        now,
        finding.name(),
        comment,
        id);
  }

  /** Those whose review is overdue, oldest first. */
  List<GlassRecord> overdue(Instant now) {
    return query(
        SELECT + "where reviewed_at is null and due_at <= ? order by due_at, id",
        GlassStore::glass,
        now);
  }

  List<GlassRecord> find(List<UUID> ids) {
    return query(
        SELECT + "where id = any(?) order by id",
        GlassStore::glass,
        (Object) ids.toArray(UUID[]::new));
  }

  /** Newest first, below an id. */
  List<GlassRecord> page(UUID below, int limit) {
    return query(SELECT + "where id < ? order by id desc limit ?", GlassStore::glass, below, limit);
  }

  /** Those whose review is overdue, newest first, below an id. */
  List<GlassRecord> overduePage(Instant now, UUID below, int limit) {
    return query(
        SELECT
            + """
            where reviewed_at is null and due_at <= ? and id < ?
            order by id desc
            limit ?
            """,
        GlassStore::glass,
        now,
        below,
        limit);
  }

  /** How many reviews are overdue. */
  int countOverdue(Instant now) {
    return query(
            "select count(*) from break_glass where reviewed_at is null and due_at <= ?",
            row -> row.getInt(1),
            now)
        .getFirst();
  }

  private static GlassRecord glass(ResultSet row) throws SQLException {
    String finding = row.getString("finding");
    return new GlassRecord(
        uuid(row, "id"),
        uuid(row, "review_id"),
        row.getString("review_key"),
        List.of(Json.read(row.getString("people"), String[].class)),
        List.of(Json.read(row.getString("reasons"), String[].class)),
        row.getString("dossier_digest"),
        instant(row, "used_at"),
        instant(row, "expires_at"),
        instant(row, "due_at"),
        row.getString("reviewed_by"),
        instantOrNull(row, "reviewed_at"),
        finding == null ? null : GlassRecord.Finding.valueOf(finding),
        row.getString("comment"));
  }
}
