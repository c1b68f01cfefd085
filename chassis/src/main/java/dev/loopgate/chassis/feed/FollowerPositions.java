package dev.loopgate.chassis.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import javax.sql.DataSource;

/** How far this service has applied the feeds of its peers. */
public class FollowerPositions {
  private final DataSource dataSource;
  private final Clock clock;

  public FollowerPositions(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** The id of the last applied event; empty before the first. */
  public String current(String feed) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select last_event_id from feed_position where feed = ?")) {
      select.setString(1, feed);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : "";
      }
    } catch (SQLException e) {
      throw new FeedException("cannot read the position in feed " + feed, e);
    }
  }

  /**
   * Moves the position inside the transaction of an effect. False when somebody else has moved it:
   * then the effect is not ours, and the transaction must be rolled back.
   */
  public boolean tryMove(String feed, String from, String to) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement move =
            connection.prepareStatement(
                from.isEmpty()
                    ? """
                    insert into feed_position (last_event_id, moved_at, feed)
                    values (?, ?, ?)
                    on conflict (feed) do nothing
                    """
                    : """
                    update feed_position set last_event_id = ?, moved_at = ?
                    where feed = ? and last_event_id = ?
                    """)) {
      move.setString(1, to);
      move.setTimestamp(2, Timestamp.from(clock.instant()));
      move.setString(3, feed);
      if (!from.isEmpty()) {
        move.setString(4, from);
      }
      return move.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new FeedException("cannot move the position in feed " + feed + " to " + to, e);
    }
  }
}
