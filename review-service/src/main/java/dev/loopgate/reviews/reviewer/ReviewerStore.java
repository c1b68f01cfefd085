package dev.loopgate.reviews.reviewer;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.rows.RowStore;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * People who may vote, as this service last saw them. There is no directory to ask, so a quorum is
 * held to be out of reach by those who were ever seen.
 */
@Singleton
public class ReviewerStore extends RowStore {
  @Inject
  ReviewerStore(AgroalDataSource dataSource) {
    super(dataSource);
  }

  /** Remembers a person with the roles that their token has now. */
  public void see(String person, Set<Role> roles, Instant now) {
    update(
        """
        insert into reviewer (person, roles, seen_at) values (?, ?, ?)
        on conflict (person) do update set roles = excluded.roles, seen_at = excluded.seen_at
          where reviewer.seen_at <= excluded.seen_at
        """,
        person,
        Json.write(roles.stream().sorted().toList()),
        now);
  }

  /** Everybody who was seen, with the roles that they had last. */
  public Map<String, Set<Role>> known() {
    return query(
            "select person, roles from reviewer order by person",
            row ->
                Map.entry(
                    row.getString("person"),
                    Set.of(Json.read(row.getString("roles"), Role[].class))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What a person opened first on a review is where their reading starts. */
  public void open(Opening opening) {
    update(
        """
        insert into opening (id, review_id, person, what, dossier_digest, opened_at)
        values (?, ?, ?, ?, ?, ?)
        """,
        opening.id(),
        opening.reviewId(),
        opening.person(),
        opening.what(),
        opening.dossierDigest(),
        opening.openedAt());
  }

  /** What a person opened on a review, oldest first. */
  public List<Opening> openings(UUID reviewId, String person) {
    return query(
        """
        select id, review_id, person, what, dossier_digest, opened_at
        from opening
        where review_id = ? and person = ?
        order by opened_at, id
        """,
        row ->
            new Opening(
                uuid(row, "id"),
                uuid(row, "review_id"),
                row.getString("person"),
                row.getString("what"),
                row.getString("dossier_digest"),
                instant(row, "opened_at")),
        reviewId,
        person);
  }

  /** How people review, by name, after a name. */
  List<ReviewerView> report(Instant today, String after, int limit) {
    return query(
        """
        select r.person, r.roles, r.seen_at,
               count(v.id) filter (where v.cast_at >= ?) as today,
               count(v.id) as votes,
               count(v.id) filter (where v.value = 'APPROVE') as approvals,
               percentile_cont(0.5) within group (
                 order by (v.behaviour::json ->> 'dwellSeconds')::bigint) as dwell,
               count(v.id) filter (where v.behaviour::json ->> 'dwellSeconds' is null) as unread,
               coalesce(bool_or((v.behaviour::json ->> 'overDailyLoad')::boolean)
                 filter (where v.cast_at >= ?), false) as overloaded,
               (select count(*) from plant_answer a where a.person = r.person) as seen,
               (select count(*) from plant_answer a where a.person = r.person and a.caught)
                 as caught
        from (select * from reviewer where person > ? order by person limit ?) r
        left join vote v on v.voter = r.person and v.value <> 'WITHDRAW'
        group by r.person, r.roles, r.seen_at
        order by r.person
        """,
        ReviewerStore::view,
        today,
        today,
        after,
        limit);
  }

  /** How many people answered more today than their policies deem sound. */
  int overloaded(Instant today) {
    return query(
            """
            select count(distinct voter) from vote
            where cast_at >= ? and value <> 'WITHDRAW'
              and (behaviour::json ->> 'overDailyLoad')::boolean
            """,
            row -> row.getInt(1),
            today)
        .getFirst();
  }

  private static ReviewerView view(ResultSet row) throws SQLException {
    double dwell = row.getDouble("dwell");
    Long median = row.wasNull() ? null : Math.round(dwell);
    return new ReviewerView(
        row.getString("person"),
        List.of(Json.read(row.getString("roles"), Role[].class)),
        instant(row, "seen_at"),
        row.getInt("today"),
        row.getInt("votes"),
        row.getInt("approvals"),
        median,
        row.getInt("unread"),
        row.getBoolean("overloaded"),
        row.getInt("seen"),
        row.getInt("caught"));
  }
}
