package dev.loopgate.reviews.reviewer;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.entity.Entities;
import dev.loopgate.wire.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/**
 * People who may vote, as this service last saw them. There is no directory to ask, so a quorum is
 * held to be out of reach by those who were ever seen.
 */
@Singleton
public class ReviewerStore {
  private final Sql sql;

  @Inject
  ReviewerStore(Sql sql) {
    this.sql = sql;
  }

  /** Remembers a person with the roles that their token has now. */
  public void see(String person, Set<Role> roles, Instant now) {
    sql.update(
            """
            insert into reviewer (person, roles, seen_at) values (:person, :roles, :now)
            on conflict (person) do update set roles = excluded.roles, seen_at = excluded.seen_at
              where reviewer.seen_at <= excluded.seen_at
            """)
        .bind("person", person)
        .bind("roles", Json.write(roles.stream().sorted().toList()))
        .bind("now", now)
        .execute();
  }

  /** What a person opened first on a review is where their reading starts. */
  public void open(Opening opening) {
    sql.update(
            """
            insert into opening (id, review_id, person, what, dossier_digest, opened_at)
            values (:id, :reviewId, :person, :what, :dossierDigest, :openedAt)
            """,
            opening)
        .execute();
  }

  /** What a person opened on a review, oldest first. */
  public List<Opening> openings(UUID reviewId, String person) {
    return sql.query(
            """
            select id, review_id, person, what, dossier_digest, opened_at
            from opening
            where review_id = :reviewId and person = :person
            order by opened_at, id
            """)
        .bind("reviewId", reviewId)
        .bind("person", person)
        .map(row ->
            new Opening(
                row.getColumn("id", UUID.class),
                row.getColumn("review_id", UUID.class),
                row.getColumn("person", String.class),
                row.getColumn("what", String.class),
                row.getColumn("dossier_digest", String.class),
                row.getColumn("opened_at", Instant.class)))
        .list();
  }

  /** How people review, by name, after a name. */
  List<ReviewerView> report(Instant today, String after, int limit) {
    Entities.write();
    return sql.query(
            """
            select r.person, r.roles, r.seen_at,
                   count(v.id) filter (where v.cast_at >= :today) as today,
                   count(v.id) as votes,
                   count(v.id) filter (where v.value = 'APPROVE') as approvals,
                   percentile_cont(0.5) within group (
                     order by (v.behaviour::json ->> 'dwellSeconds')::bigint) as dwell,
                   count(v.id) filter (where v.behaviour::json ->> 'dwellSeconds' is null) as unread,
                   coalesce(bool_or((v.behaviour::json ->> 'overDailyLoad')::boolean)
                     filter (where v.cast_at >= :today), false) as overloaded,
                   (select count(*) from plant_answer a where a.person = r.person) as seen,
                   (select count(*) from plant_answer a where a.person = r.person and a.caught)
                     as caught
            from (select * from reviewer where person > :after order by person limit :limit) r
            left join vote v on v.voter = r.person and v.value <> 'WITHDRAW'
            group by r.person, r.roles, r.seen_at
            order by r.person
            """)
        .bind("today", today)
        .bind("after", after)
        .bind("limit", limit)
        .map(ReviewerStore::view)
        .list();
  }

  /** How many people answered more today than their policies deem sound. */
  int overloaded(Instant today) {
    Entities.write();
    return sql.query(
            """
            select count(distinct voter) from vote
            where cast_at >= :today and value <> 'WITHDRAW'
              and (behaviour::json ->> 'overDailyLoad')::boolean
            """)
        .bind("today", today)
        .mapTo(int.class)
        .one();
  }

  private static ReviewerView view(RowView row) {
    Double dwell = row.getColumn("dwell", Double.class);
    return new ReviewerView(
        row.getColumn("person", String.class),
        List.of(Json.read(row.getColumn("roles", String.class), Role[].class)),
        row.getColumn("seen_at", Instant.class),
        row.getColumn("today", Integer.class),
        row.getColumn("votes", Integer.class),
        row.getColumn("approvals", Integer.class),
        dwell == null ? null : Math.round(dwell),
        row.getColumn("unread", Integer.class),
        row.getColumn("overloaded", Boolean.class),
        row.getColumn("seen", Integer.class),
        row.getColumn("caught", Integer.class));
  }
}
