package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.sql.Sql;
import java.time.Clock;

/** How far this service has applied the feeds of its peers. */
public class FollowerPositions {
  private final Sql sql;
  private final Clock clock;

  public FollowerPositions(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** The id of the last applied event; empty before the first. */
  public String current(String feed) {
    return sql.query("select last_event_id from feed_position where feed = :feed")
        .bind("feed", feed)
        .mapTo(String.class)
        .findFirst()
        .orElse("");
  }

  /**
   * Moves the position inside the transaction of an effect. False when somebody else has moved it:
   * then the effect is not ours, and the transaction must be rolled back.
   */
  public boolean tryMove(String feed, String from, String to) {
    return from.isEmpty() ? tryStart(feed, to) : tryGoOn(feed, from, to);
  }

  private boolean tryStart(String feed, String to) {
    return sql.update(
                """
                insert into feed_position (last_event_id, moved_at, feed)
                values (:to, :now, :feed)
                on conflict (feed) do nothing
                """)
            .bind("to", to)
            .bind("now", clock.instant())
            .bind("feed", feed)
            .execute()
        == 1;
  }

  private boolean tryGoOn(String feed, String from, String to) {
    return sql.update(
                """
                update feed_position set last_event_id = :to, moved_at = :now
                where feed = :feed and last_event_id = :from
                """)
            .bind("to", to)
            .bind("now", clock.instant())
            .bind("feed", feed)
            .bind("from", from)
            .execute()
        == 1;
  }
}
