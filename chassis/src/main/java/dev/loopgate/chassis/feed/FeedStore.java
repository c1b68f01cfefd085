package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.wire.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a service's own feed. Appending takes part in the caller's transaction: the fact is
 * told exactly when the state changes.
 */
public class FeedStore {
  private final Sql sql;
  private final Clock clock;
  private final Ids ids;
  private final Runnable appended;

  /** A feed whose readers look for themselves. */
  public FeedStore(Sql sql, Clock clock, Ids ids) {
    this(sql, clock, ids, () -> {});
  }

  /**
   * @param appended called in the transaction of each fact
   */
  public FeedStore(Sql sql, Clock clock, Ids ids, Runnable appended) {
    this.sql = sql;
    this.clock = clock;
    this.ids = ids;
    this.appended = appended;
  }

  /**
   * Appends a fact in the transaction under way.
   *
   * @param programId the program that it is about; null when it is about no single one
   */
  public void append(String type, Object subject, @Nullable UUID programId, Object data) {
    sql.update(
            """
            insert into feed_event
              (id, type, subject, occurred_at, program_id, must_understand, data)
            values (:id, :type, :subject, :now, :programId, :mustUnderstand, :data::jsonb)
            """)
        .bind("id", ids.next())
        .bind("type", type)
        .bind("subject", subject.toString())
        .bind("now", clock.instant())
        .bind("programId", programId)
        .bind("mustUnderstand", Vocabulary.mustBeUnderstood(type))
        .bind("data", Json.write(data))
        .execute();
    appended.run();
  }

  /**
   * The events after a position, oldest first, none of them younger than a transaction that is
   * still in flight: what is skipped now comes later in order, and nothing is ever passed over.
   *
   * @param limit at most this many, at least 1
   */
  public List<CloudEvent> read(String feed, FeedPosition after, int limit) {
    return sql.query(
            """
            select transaction_id::text::bigint as transaction_id, seq, type, subject, occurred_at,
              program_id, must_understand, data::text
            from feed_event e
            where (transaction_id, seq) > (:transactionId::text::xid8, :seq)
              and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
            order by e.transaction_id, seq
            limit :limit
            """)
        .bind("transactionId", after.transactionId())
        .bind("seq", after.seq())
        .bind("limit", limit)
        .map(row -> event(feed, row))
        .list();
  }

  /** Whether there are events after a position that an older transaction hides. */
  public boolean hasHidden(FeedPosition after) {
    return sql.query(
            """
            select exists (
              select from feed_event
              where (transaction_id, seq) > (:transactionId::text::xid8, :seq))
            """)
        .bind("transactionId", after.transactionId())
        .bind("seq", after.seq())
        .mapTo(boolean.class)
        .one();
  }

  private static CloudEvent event(String feed, RowView row) {
    return CloudEvent.of(
        new FeedPosition(
            row.getColumn("transaction_id", Long.class), row.getColumn("seq", Long.class)),
        feed,
        row.getColumn("type", String.class),
        row.getColumn("subject", String.class),
        row.getColumn("occurred_at", Instant.class),
        row.getColumn("program_id", UUID.class),
        row.getColumn("must_understand", Boolean.class),
        Json.read(row.getColumn("data", String.class), JsonNode.class));
  }
}
