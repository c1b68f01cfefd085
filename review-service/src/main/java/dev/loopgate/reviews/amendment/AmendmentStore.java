package dev.loopgate.reviews.amendment;

import dev.loopgate.chassis.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/** New versions of policies while people judge them. The caller holds the lock on policies. */
@ApplicationScoped
class AmendmentStore {
  private final Sql sql;

  @Inject
  AmendmentStore(Sql sql) {
    this.sql = sql;
  }

  void add(Amendment amendment) {
    sql.update(
            """
            insert into policy_amendment
              (id, review_key, name, version, content, proposed_by, proposed_at)
            values (:id, :reviewKey, :name, :version, :content, :proposedBy, :proposedAt)
            """,
            amendment)
        .execute();
  }

  /** How often a new version of a policy was asked for. */
  int count(String name) {
    return sql.query("select count(*) from policy_amendment where name = :name")
        .bind("name", name)
        .mapTo(int.class)
        .one();
  }

  /** What is still being judged. */
  List<Amendment> open() {
    return sql.query(
            """
            select id, review_key, name, version, content, proposed_by, proposed_at
            from policy_amendment
            where outcome is null
            order by id
            """)
        .map(AmendmentStore::amendment)
        .list();
  }

  /** Remembers what became of an amendment; false when something had. */
  boolean tryEnd(UUID id, String outcome) {
    return sql.update(
                "update policy_amendment set outcome = :outcome where id = :id and outcome is null")
            .bind("outcome", outcome)
            .bind("id", id)
            .execute()
        == 1;
  }

  private static Amendment amendment(RowView row) {
    return new Amendment(
        row.getColumn("id", UUID.class),
        row.getColumn("review_key", String.class),
        row.getColumn("name", String.class),
        row.getColumn("version", Integer.class),
        row.getColumn("content", String.class),
        row.getColumn("proposed_by", String.class),
        row.getColumn("proposed_at", Instant.class));
  }
}
