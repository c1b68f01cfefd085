package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.wire.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/**
 * Events that are set aside. Each belongs to a line: what one feed says about one program, taken up
 * in order. Takes part in the caller's transaction.
 */
class ParkedStore {
  private static final String ROWS =
      """
      select id, number, feed, envelope, cause, reason, tries, parked_at, next_try_at
      from parked_event p
      """;

  private static final String IS_FIRST =
      """
      not exists (
        select from parked_event older
        where older.feed = p.feed and older.line = p.line and older.number < p.number)
      """;

  private final Sql sql;
  private final Clock clock;
  private final Ids ids;

  ParkedStore(Sql sql, Clock clock, Ids ids) {
    this.sql = sql;
    this.clock = clock;
    this.ids = ids;
  }

  /** Whether an earlier event of the feed about the same program is set aside. */
  boolean holdsUp(String feed, CloudEvent event) {
    UUID program = event.programid();
    return program != null && holdsUp(feed, program);
  }

  boolean holdsUp(String feed, UUID program) {
    return sql.query(
            "select exists (select from parked_event where feed = :feed and line = :program)")
        .bind("feed", feed)
        .bind("program", program)
        .mapTo(boolean.class)
        .one();
  }

  /**
   * Sets an event aside.
   *
   * @param tries how often it was tried to apply it
   */
  void add(String feed, CloudEvent event, Fault fault, int tries, Instant nextTryAt) {
    sql.update(
            """
            insert into parked_event (
              id, feed, event_id, program_id, line, cause, reason, envelope, tries, parked_at,
              next_try_at)
            values (:id, :feed, :eventId, :program, coalesce(:program, :id), :cause, :reason,
              :envelope, :tries, :now, :nextTryAt)
            """,
            fault)
        .bind("id", ids.next())
        .bind("feed", feed)
        .bind("eventId", event.id())
        .bind("program", event.programid())
        .bind("envelope", Json.write(event))
        .bind("tries", tries)
        .bind("now", clock.instant())
        .bind("nextTryAt", nextTryAt)
        .execute();
  }

  /** Notes that one more try failed. */
  void failed(UUID id, Fault fault, Instant nextTryAt) {
    sql.update(
            """
            update parked_event
            set cause = :cause, reason = :reason, tries = tries + 1, next_try_at = :nextTryAt
            where id = :id
            """,
            fault)
        .bind("nextTryAt", nextTryAt)
        .bind("id", id)
        .execute();
  }

  /** False when somebody else has taken it up: then what was done about it must be undone. */
  boolean tryRemove(UUID id) {
    return sql.update("delete from parked_event where id = :id").bind("id", id).execute() == 1;
  }

  /**
   * The first ones of their lines that are to be tried now: their time has come, or they are too
   * early and something was applied about their program.
   *
   * @param feeds of these only
   */
  List<ParkedEvent> due(Collection<String> feeds, Collection<UUID> livelyPrograms, int limit) {
    return sql.query(
            ROWS
                + """
                where feed = any(:feeds)
                  and (next_try_at <= :now
                    or cause = 'TOO_EARLY' and program_id = any(:livelyPrograms))
                  and
                """
                + IS_FIRST
                + "order by number limit :limit")
        .bind("feeds", feeds.toArray(String[]::new))
        .bind("now", clock.instant())
        .bind("livelyPrograms", livelyPrograms.toArray(UUID[]::new))
        .bind("limit", limit)
        .map(ParkedStore::event)
        .list();
  }

  /** When the next one is to be tried; empty when nothing is set aside. */
  Optional<Instant> nextTry(Collection<String> feeds) {
    return sql.query(
            "select next_try_at from parked_event p where feed = any(:feeds) and %s order by 1 limit 1"
                .formatted(IS_FIRST))
        .bind("feeds", feeds.toArray(String[]::new))
        .mapTo(Instant.class)
        .findFirst();
  }

  /** What is set aside, oldest first. */
  List<ParkedEvent> list(long afterNumber, int limit) {
    return sql.query(ROWS + "where number > :afterNumber order by number limit :limit")
        .bind("afterNumber", afterNumber)
        .bind("limit", limit)
        .map(ParkedStore::event)
        .list();
  }

  Optional<ParkedEvent> find(UUID id) {
    return sql.query(ROWS + "where id = :id").bind("id", id).map(ParkedStore::event).findFirst();
  }

  /** The one that it waits behind; empty when it is the first of its line. */
  Optional<UUID> before(UUID id) {
    return sql.query(
            """
            select older.id from parked_event p
            join parked_event older on older.feed = p.feed and older.line = p.line
            where p.id = :id and older.number < p.number
            order by older.number limit 1
            """)
        .bind("id", id)
        .mapTo(UUID.class)
        .findFirst();
  }

  /** How many are set aside, and for what reasons; causes without any are left out. */
  List<ParkedCount> counts() {
    return sql.query(
            """
            select feed, cause, count(*) from parked_event
            group by feed, cause
            order by feed, cause
            """)
        .map(row ->
            new ParkedCount(
                row.getColumn("feed", String.class),
                row.getColumn("cause", ParkingCause.class),
                row.getColumn("count", Integer.class)))
        .list();
  }

  private static ParkedEvent event(RowView row) {
    return new ParkedEvent(
        row.getColumn("id", UUID.class),
        row.getColumn("number", Long.class),
        row.getColumn("feed", String.class),
        Json.read(row.getColumn("envelope", String.class), CloudEvent.class),
        new Fault(
            row.getColumn("cause", ParkingCause.class), row.getColumn("reason", String.class)),
        row.getColumn("tries", Integer.class),
        row.getColumn("parked_at", Instant.class),
        row.getColumn("next_try_at", Instant.class));
  }
}
