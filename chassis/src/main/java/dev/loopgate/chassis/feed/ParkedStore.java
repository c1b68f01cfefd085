package dev.loopgate.chassis.feed;

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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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

  private final DataSource dataSource;
  private final Clock clock;
  private final Ids ids;

  ParkedStore(DataSource dataSource, Clock clock, Ids ids) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.ids = ids;
  }

  /** Whether an earlier event of the feed about the same program is set aside. */
  boolean holdsUp(String feed, CloudEvent event) {
    UUID program = event.programid();
    return program != null && holdsUp(feed, program);
  }

  boolean holdsUp(String feed, UUID program) {
    return !query(
            "select 1 from parked_event where feed = ? and line = ? limit 1",
            row -> row.getInt(1),
            feed,
            program)
        .isEmpty();
  }

  /**
   * Sets an event aside.
   *
   * @param tries how often it was tried to apply it
   */
  void add(String feed, CloudEvent event, Fault fault, int tries, Instant nextTryAt) {
    UUID id = ids.next();
    UUID program = event.programid();
    update(
        """
        insert into parked_event (
          id, feed, event_id, program_id, line, cause, reason, envelope, tries, parked_at,
          next_try_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        feed,
        event.id(),
        program,
        program == null ? id : program,
        fault.cause().name(),
        fault.reason(),
        Json.write(event),
        tries,
        Timestamp.from(clock.instant()),
        Timestamp.from(nextTryAt));
  }

  /** Notes that one more try failed. */
  void failed(UUID id, Fault fault, Instant nextTryAt) {
    update(
        """
        update parked_event set cause = ?, reason = ?, tries = tries + 1, next_try_at = ?
        where id = ?
        """,
        fault.cause().name(),
        fault.reason(),
        Timestamp.from(nextTryAt),
        id);
  }

  /** False when somebody else has taken it up: then what was done about it must be undone. */
  boolean tryRemove(UUID id) {
    return update("delete from parked_event where id = ?", id) == 1;
  }

  /**
   * The first ones of their lines that are to be tried now: their time has come, or they are too
   * early and something was applied about their program.
   *
   * @param feeds of these only
   */
  List<ParkedEvent> due(Collection<String> feeds, Collection<UUID> livelyPrograms, int limit) {
    return query(
        ROWS
            + "where feed = any(?) and (next_try_at <= ? or cause = 'TOO_EARLY' and program_id::text = any(?)) and "
            + IS_FIRST
            + "order by number limit ?",
        ParkedStore::event,
        feeds.toArray(String[]::new),
        Timestamp.from(clock.instant()),
        livelyPrograms.stream().map(UUID::toString).toArray(String[]::new),
        limit);
  }

  /** When the next one is to be tried; empty when nothing is set aside. */
  Optional<Instant> nextTry(Collection<String> feeds) {
    return query(
            "select next_try_at from parked_event p where feed = any(?) and %s order by 1 limit 1"
                .formatted(IS_FIRST),
            row -> row.getTimestamp(1).toInstant(),
            (Object) feeds.toArray(String[]::new))
        .stream()
        .findFirst();
  }

  /** What is set aside, oldest first. */
  List<ParkedEvent> list(long afterNumber, int limit) {
    return query(
        ROWS + "where number > ? order by number limit ?", ParkedStore::event, afterNumber, limit);
  }

  Optional<ParkedEvent> find(UUID id) {
    return query(ROWS + "where id = ?", ParkedStore::event, id).stream().findFirst();
  }

  /** The one that it waits behind; empty when it is the first of its line. */
  Optional<UUID> before(UUID id) {
    return query(
            """
            select older.id from parked_event p
            join parked_event older on older.feed = p.feed and older.line = p.line
            where p.id = ? and older.number < p.number
            order by older.number limit 1
            """,
            row -> row.getObject(1, UUID.class),
            id)
        .stream()
        .findFirst();
  }

  /** How many are set aside, and for what reasons; causes without any are left out. */
  List<ParkedCount> counts() {
    return query(
        "select feed, cause, count(*) from parked_event group by feed, cause order by feed, cause",
        row ->
            new ParkedCount(
                row.getString(1), ParkingCause.valueOf(row.getString(2)), row.getInt(3)));
  }

  private static ParkedEvent event(ResultSet row) throws SQLException {
    return new ParkedEvent(
        row.getObject("id", UUID.class),
        row.getLong("number"),
        row.getString("feed"),
        Json.read(row.getString("envelope"), CloudEvent.class),
        new Fault(ParkingCause.valueOf(row.getString("cause")), row.getString("reason")),
        row.getInt("tries"),
        row.getTimestamp("parked_at").toInstant(),
        row.getTimestamp("next_try_at").toInstant());
  }

  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Row<T> read, @Nullable Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = prepare(connection, sql, values);
        ResultSet rows = select.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(read.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw new FeedException("cannot read what is set aside", e);
    }
  }

  private int update(String sql, @Nullable Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement change = prepare(connection, sql, values)) {
      return change.executeUpdate();
    } catch (SQLException e) {
      throw new FeedException("cannot write what is set aside", e);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
