package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.chassis.time.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a service's own feed. Appending takes part in the caller's transaction: the fact is
 * told exactly when the state changes.
 */
public class FeedStore {
  private final DataSource dataSource;
  private final Clock clock;
  private final Ids ids;
  private final Runnable appended;

  /** A feed whose readers look for themselves. */
  public FeedStore(DataSource dataSource, Clock clock, Ids ids) {
    this(dataSource, clock, ids, () -> {});
  }

  /**
   * @param appended called in the transaction of each fact
   */
  public FeedStore(DataSource dataSource, Clock clock, Ids ids, Runnable appended) {
    this.dataSource = dataSource;
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
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into feed_event
                  (id, type, subject, occurred_at, program_id, must_understand, data)
                values (?, ?, ?, ?, ?, ?, ?::jsonb)
                """)) {
      insert.setObject(1, ids.next());
      insert.setString(2, type);
      insert.setString(3, subject.toString());
      insert.setTimestamp(4, Timestamp.from(clock.instant()));
      insert.setObject(5, programId);
      insert.setBoolean(6, Vocabulary.mustBeUnderstood(type));
      insert.setString(7, Json.write(data));
      insert.executeUpdate();
      appended.run();
    } catch (SQLException e) {
      throw new FeedException("cannot append " + type + " of " + subject, e);
    }
  }

  /**
   * The events after a position, oldest first, none of them younger than a transaction that is
   * still in flight: what is skipped now comes later in order, and nothing is ever passed over.
   *
   * @param limit at most this many, at least 1
   */
  public List<CloudEvent> read(String feed, FeedPosition after, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select transaction_id::text::bigint, seq, type, subject, occurred_at,
                  program_id, must_understand, data::text
                from feed_event
                where (transaction_id, seq) > (?::xid8, ?)
                  and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                order by transaction_id, seq
                limit ?
                """)) {
      select.setString(1, Long.toString(after.transactionId()));
      select.setLong(2, after.seq());
      select.setInt(3, limit);
      return events(feed, select);
    } catch (SQLException e) {
      throw new FeedException("cannot read feed " + feed + " after " + after, e);
    }
  }

  /** Whether there are events after a position that an older transaction hides. */
  public boolean hasHidden(FeedPosition after) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select exists (select 1 from feed_event
                               where (transaction_id, seq) > (?::xid8, ?))
                """)) {
      select.setString(1, Long.toString(after.transactionId()));
      select.setLong(2, after.seq());
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new FeedException("cannot look for what is hidden after " + after, e);
    }
  }

  private static List<CloudEvent> events(String feed, PreparedStatement select)
      throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      List<CloudEvent> events = new ArrayList<>();
      while (rows.next()) {
        Instant time = rows.getTimestamp(5).toInstant();
        events.add(
            CloudEvent.of(
                new FeedPosition(rows.getLong(1), rows.getLong(2)),
                feed,
                rows.getString(3),
                rows.getString(4),
                time,
                rows.getObject(6, UUID.class),
                rows.getBoolean(7),
                Json.read(rows.getString(8), JsonNode.class)));
      }
      return events;
    }
  }
}
