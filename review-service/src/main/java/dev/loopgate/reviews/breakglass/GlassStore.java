package dev.loopgate.reviews.breakglass;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.wire.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/** Every glass that was broken, and what others thought of it. */
@Singleton
class GlassStore {
  private static final String SELECT =
      """
      select id, review_id, review_key, people, reasons, dossier_digest, used_at, expires_at,
             due_at, reviewed_by, reviewed_at, finding, comment
      from break_glass
      """;

  private final Sql sql;

  @Inject
  GlassStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * False when the glass is broken for this dossier already; the caller holds the review locked.
   */
  boolean tryAdd(GlassRecord glass) {
    return sql.update(
                """
                insert into break_glass
                  (id, review_id, review_key, people, reasons, dossier_digest,
                   used_at, expires_at, due_at)
                select :id::uuid, :reviewId::uuid, :reviewKey, :people, :reasons, :dossierDigest,
                  :usedAt::timestamptz, :expiresAt::timestamptz, :dueAt::timestamptz
                where not exists (
                  select from break_glass
                  where review_id = :reviewId and dossier_digest = :dossierDigest and expires_at > :usedAt)
                """,
                glass)
            .bind("people", Json.write(glass.people()))
            .bind("reasons", Json.write(glass.reasons()))
            .execute()
        == 1;
  }

  /** Those of a review that nobody has looked at, locked until the transaction ends. */
  List<GlassRecord> lockUnreviewed(UUID reviewId) {
    return sql.query(
            SELECT + "where review_id = :reviewId and reviewed_at is null order by id for update")
        .bind("reviewId", reviewId)
        .map(GlassStore::glass)
        .list();
  }

  void review(UUID id, String person, GlassRecord.Finding finding, String comment, Instant now) {
    sql.update(
            """
            update break_glass set reviewed_by = :person, reviewed_at = :now, finding = :finding,
              comment = :comment
            where id = :id and reviewed_at is null
            """)
        .bind("person", person)
        .bind("now", now)
        .bind("finding", finding)
        .bind("comment", comment)
        .bind("id", id)
        .execute();
  }

  /** Those whose review is overdue, oldest first. */
  List<GlassRecord> overdue(Instant now) {
    return sql.query(SELECT + "where reviewed_at is null and due_at <= :now order by due_at, id")
        .bind("now", now)
        .map(GlassStore::glass)
        .list();
  }

  List<GlassRecord> find(List<UUID> ids) {
    return sql.query(SELECT + "where id = any(:ids) order by id")
        .bind("ids", ids.toArray(UUID[]::new))
        .map(GlassStore::glass)
        .list();
  }

  /** Newest first, below an id. */
  List<GlassRecord> page(UUID below, int limit) {
    return sql.query(SELECT + "where id < :below order by id desc limit :limit")
        .bind("below", below)
        .bind("limit", limit)
        .map(GlassStore::glass)
        .list();
  }

  /** Those whose review is overdue, newest first, below an id. */
  List<GlassRecord> overduePage(Instant now, UUID below, int limit) {
    return sql.query(
            SELECT
                + """
                where reviewed_at is null and due_at <= :now and id < :below
                order by id desc
                limit :limit
                """)
        .bind("now", now)
        .bind("below", below)
        .bind("limit", limit)
        .map(GlassStore::glass)
        .list();
  }

  /** How many reviews are overdue. */
  int countOverdue(Instant now) {
    return sql.query(
            "select count(*) from break_glass where reviewed_at is null and due_at <= :now")
        .bind("now", now)
        .mapTo(int.class)
        .one();
  }

  private static GlassRecord glass(RowView row) {
    return new GlassRecord(
        row.getColumn("id", UUID.class),
        row.getColumn("review_id", UUID.class),
        row.getColumn("review_key", String.class),
        List.of(Json.read(row.getColumn("people", String.class), String[].class)),
        List.of(Json.read(row.getColumn("reasons", String.class), String[].class)),
        row.getColumn("dossier_digest", String.class),
        row.getColumn("used_at", Instant.class),
        row.getColumn("expires_at", Instant.class),
        row.getColumn("due_at", Instant.class),
        row.getColumn("reviewed_by", String.class),
        row.getColumn("reviewed_at", Instant.class),
        row.getColumn("finding", GlassRecord.Finding.class),
        row.getColumn("comment", String.class));
  }
}
