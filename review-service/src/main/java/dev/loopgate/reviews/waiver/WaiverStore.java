package dev.loopgate.reviews.waiver;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.rules.GlassBreak;
import dev.loopgate.reviews.rules.OverrideCall;
import dev.loopgate.wire.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/** What people said to set vetoes or whole quorums aside. The caller holds the review's lock. */
@Singleton
public class WaiverStore {
  private final Sql sql;

  @Inject
  WaiverStore(Sql sql) {
    this.sql = sql;
  }

  public void add(UUID id, UUID reviewId, OverrideCall call) {
    sql.update(
            """
            insert into veto_override
              (id, review_id, number, person, roles, vetoes, dossier_digest, reason, called_at)
            select :id, :reviewId, count(*) + 1, :person, :roles, :vetoes, :dossierDigest,
              :reason, :calledAt from veto_override where review_id = :reviewId
            """,
            call)
        .bind("id", id)
        .bind("reviewId", reviewId)
        .bind("roles", Json.write(call.roles()))
        .bind("vetoes", Json.write(call.vetoes()))
        .execute();
  }

  public void add(UUID id, UUID reviewId, GlassBreak call) {
    sql.update(
            """
            insert into glass_break (id, review_id, number, person, dossier_digest, reason,
              called_at)
            select :id, :reviewId, count(*) + 1, :person, :dossierDigest, :reason, :calledAt
            from glass_break
            where review_id = :reviewId
            """,
            call)
        .bind("id", id)
        .bind("reviewId", reviewId)
        .execute();
  }

  /** What people said about some reviews, oldest first. */
  public List<Waiver> of(List<UUID> reviewIds) {
    UUID[] ids = reviewIds.toArray(UUID[]::new);
    return sql.query(
            """
            select review_id, number, person, roles, vetoes, dossier_digest, reason, called_at
            from veto_override
            where review_id = any(:ids)
            union all
            select review_id, number, person, null, null, dossier_digest, reason, called_at
            from glass_break
            where review_id = any(:ids)
            order by review_id, number
            """)
        .bind("ids", ids)
        .map(WaiverStore::waiver)
        .list();
  }

  private static Waiver waiver(RowView row) {
    boolean isOverride = row.getColumn("vetoes", String.class) != null;
    return new Waiver(
        row.getColumn("review_id", UUID.class),
        isOverride ? override(row) : null,
        isOverride ? null : glass(row));
  }

  private static OverrideCall override(RowView row) {
    return new OverrideCall(
        row.getColumn("person", String.class),
        Set.of(Json.read(row.getColumn("roles", String.class), Role[].class)),
        Set.of(Json.read(row.getColumn("vetoes", String.class), UUID[].class)),
        row.getColumn("dossier_digest", String.class),
        row.getColumn("reason", String.class),
        row.getColumn("called_at", Instant.class));
  }

  private static GlassBreak glass(RowView row) {
    return new GlassBreak(
        row.getColumn("person", String.class),
        row.getColumn("dossier_digest", String.class),
        row.getColumn("reason", String.class),
        row.getColumn("called_at", Instant.class));
  }
}
