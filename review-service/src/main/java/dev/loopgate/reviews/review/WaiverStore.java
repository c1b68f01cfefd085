package dev.loopgate.reviews.review;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.rows.RowStore;
import dev.loopgate.reviews.rules.GlassBreak;
import dev.loopgate.reviews.rules.OverrideCall;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What people said to set vetoes or whole quorums aside. The caller holds the review's lock. */
@Singleton
class WaiverStore extends RowStore {
  @Inject
  WaiverStore(AgroalDataSource dataSource) {
    super(dataSource);
  }

  void add(UUID id, UUID reviewId, OverrideCall call) {
    update(
        """
        insert into veto_override
          (id, review_id, number, person, roles, vetoes, dossier_digest, reason, called_at)
        select ?, ?, count(*) + 1, ?, ?, ?, ?, ?, ? from veto_override where review_id = ?
        """,
        id,
        reviewId,
        call.person(),
        Json.write(call.roles()),
        Json.write(call.vetoes()),
        call.dossierDigest(),
        call.reason(),
        call.calledAt(),
        reviewId);
  }

  void add(UUID id, UUID reviewId, GlassBreak call) {
    update(
        """
        insert into glass_break (id, review_id, number, person, dossier_digest, reason, called_at)
        select ?, ?, count(*) + 1, ?, ?, ?, ? from glass_break where review_id = ?
        """,
        id,
        reviewId,
        call.person(),
        call.dossierDigest(),
        call.reason(),
        call.calledAt(),
        reviewId);
  }

  /** What people said about some reviews, oldest first. */
  List<Waiver> of(List<UUID> reviewIds) {
    UUID[] ids = reviewIds.toArray(UUID[]::new);
    return query(
        """
        select review_id, number, person, roles, vetoes, dossier_digest, reason, called_at
        from veto_override
        where review_id = any(?)
        union all
        select review_id, number, person, null, null, dossier_digest, reason, called_at
        from glass_break
        where review_id = any(?)
        order by review_id, number
        """,
        WaiverStore::waiver,
        ids,
        ids);
  }

  private static Waiver waiver(ResultSet row) throws SQLException {
    boolean isOverride = row.getString("vetoes") != null;
    return new Waiver(
        uuid(row, "review_id"), isOverride ? override(row) : null, isOverride ? null : glass(row));
  }

  private static OverrideCall override(ResultSet row) throws SQLException {
    return new OverrideCall(
        row.getString("person"),
        Set.of(Json.read(row.getString("roles"), Role[].class)),
        Set.of(Json.read(row.getString("vetoes"), UUID[].class)),
        row.getString("dossier_digest"),
        row.getString("reason"),
        instant(row, "called_at"));
  }

  private static GlassBreak glass(ResultSet row) throws SQLException {
    return new GlassBreak(
        row.getString("person"),
        row.getString("dossier_digest"),
        row.getString("reason"),
        instant(row, "called_at"));
  }
}
