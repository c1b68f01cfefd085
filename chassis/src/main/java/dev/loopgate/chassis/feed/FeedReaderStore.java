package dev.loopgate.chassis.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import javax.sql.DataSource;

/** How far each follower of this service's feed has read, and how far its rows are deleted. */
public class FeedReaderStore {
  private final DataSource dataSource;
  private final Clock clock;

  public FeedReaderStore(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /**
   * Remembers that a follower has asked for what comes after a position; never less than before.
   */
  public void asked(String follower, FeedPosition after) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement save =
            connection.prepareStatement(
                """
                insert into feed_reader as r (follower, transaction_id, seq, asked_at)
                values (?, ?::xid8, ?, ?)
                on conflict (follower) do update
                set transaction_id = excluded.transaction_id, seq = excluded.seq,
                    asked_at = excluded.asked_at
                where (r.transaction_id, r.seq) < (excluded.transaction_id, excluded.seq)
                """)) {
      save.setString(1, follower);
      save.setString(2, Long.toString(after.transactionId()));
      save.setLong(3, after.seq());
      save.setTimestamp(4, Timestamp.from(clock.instant()));
      save.executeUpdate();
    } catch (SQLException e) {
      throw new FeedException("cannot remember how far " + follower + " has read", e);
    }
  }

  /** What every one of the followers has asked beyond; empty while one of them has never asked. */
  public Optional<FeedPosition> askedByAll(Collection<String> followers) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select transaction_id::text::bigint, seq, count(*) over () as readers
                from feed_reader
                where follower = any(?)
                order by transaction_id, seq
                limit 1
                """)) {
      select.setArray(1, connection.createArrayOf("text", followers.toArray()));
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getInt("readers") == followers.size()
            ? Optional.of(new FeedPosition(row.getLong(1), row.getLong(2)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new FeedException("cannot see how far the followers have read", e);
    }
  }

  /**
   * Deletes the oldest rows up to a position, and remembers how far.
   *
   * @return how many; fewer than the limit when no more can be deleted
   */
  public int delete(FeedPosition upTo, Instant olderThan, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                """
                with gone as (
                  delete from feed_event
                  where (transaction_id, seq) in
                    (select transaction_id, seq from feed_event
                     where (transaction_id, seq) <= (?::xid8, ?) and occurred_at < ?
                     order by transaction_id, seq
                     limit ?)
                  returning transaction_id, seq),
                trimmed as (
                  insert into feed_trimmed as t (single, transaction_id, seq)
                  select true, transaction_id, seq from gone
                  order by transaction_id desc, seq desc limit 1
                  on conflict (single) do update
                  set transaction_id = excluded.transaction_id, seq = excluded.seq
                  where (t.transaction_id, t.seq) < (excluded.transaction_id, excluded.seq))
                select count(*) from gone
                """)) {
      delete.setString(1, Long.toString(upTo.transactionId()));
      delete.setLong(2, upTo.seq());
      delete.setTimestamp(3, Timestamp.from(olderThan));
      delete.setInt(4, limit);
      try (ResultSet row = delete.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    } catch (SQLException e) {
      throw new FeedException("cannot delete what all have read", e);
    }
  }

  /** The newest row that was deleted; the start while none was. */
  public FeedPosition trimmed() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select transaction_id::text::bigint, seq from feed_trimmed");
        ResultSet row = select.executeQuery()) {
      return row.next() ? new FeedPosition(row.getLong(1), row.getLong(2)) : FeedPosition.START;
    } catch (SQLException e) {
      throw new FeedException("cannot see how far the feed is deleted", e);
    }
  }
}
