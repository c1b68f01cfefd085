package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.sql.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/** How far each follower of this service's feed has read, and how far its rows are deleted. */
public class FeedReaderStore {
  private final Sql sql;
  private final Clock clock;

  public FeedReaderStore(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Remembers that a follower has asked for what comes after a position; never less than before.
   */
  public void asked(String follower, FeedPosition after) {
    sql.update(
            """
            insert into feed_reader as r (follower, transaction_id, seq, asked_at)
            values (:follower, :transactionId::text::xid8, :seq, :now)
            on conflict (follower) do update
            set transaction_id = excluded.transaction_id, seq = excluded.seq,
                asked_at = excluded.asked_at
            where (r.transaction_id, r.seq) < (excluded.transaction_id, excluded.seq)
            """)
        .bind("follower", follower)
        .bind("transactionId", after.transactionId())
        .bind("seq", after.seq())
        .bind("now", clock.instant())
        .execute();
  }

  /** What every one of the followers has asked beyond; empty while one of them has never asked. */
  public Optional<FeedPosition> askedByAll(Collection<String> followers) {
    return sql.query(
            """
            select transaction_id::text::bigint as transaction_id, seq
            from (
              select transaction_id, seq, count(*) over () as readers
              from feed_reader
              where follower = any(:followers)) r
            where readers = :readers
            order by r.transaction_id, seq
            limit 1
            """)
        .bind("followers", followers.toArray(String[]::new))
        .bind("readers", followers.size())
        .map(FeedReaderStore::position)
        .findFirst();
  }

  /**
   * Deletes the oldest rows up to a position, and remembers how far.
   *
   * @return how many; fewer than the limit when no more can be deleted
   */
  public int delete(FeedPosition upTo, Instant olderThan, int limit) {
    return sql.query(
            """
            with gone as (
              delete from feed_event
              where (transaction_id, seq) in
                (select transaction_id, seq from feed_event
                 where (transaction_id, seq) <= (:transactionId::text::xid8, :seq)
                   and occurred_at < :olderThan
                 order by transaction_id, seq
                 limit :limit)
              returning transaction_id, seq),
            trimmed as (
              insert into feed_trimmed as t (single, transaction_id, seq)
              select true, transaction_id, seq from gone
              order by transaction_id desc, seq desc limit 1
              on conflict (single) do update
              set transaction_id = excluded.transaction_id, seq = excluded.seq
              where (t.transaction_id, t.seq) < (excluded.transaction_id, excluded.seq))
            select count(*) from gone
            """)
        .bind("transactionId", upTo.transactionId())
        .bind("seq", upTo.seq())
        .bind("olderThan", olderThan)
        .bind("limit", limit)
        .mapTo(int.class)
        .one();
  }

  /** The newest row that was deleted; the start while none was. */
  public FeedPosition trimmed() {
    return sql.query("select transaction_id::text::bigint as transaction_id, seq from feed_trimmed")
        .map(FeedReaderStore::position)
        .findFirst()
        .orElse(FeedPosition.START);
  }

  private static FeedPosition position(RowView row) {
    return new FeedPosition(
        row.getColumn("transaction_id", Long.class), row.getColumn("seq", Long.class));
  }
}
