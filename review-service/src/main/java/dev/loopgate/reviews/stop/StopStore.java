package dev.loopgate.reviews.stop;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.experiments.StopProven;
import dev.loopgate.contracts.reviews.StopChanged.Level;
import dev.loopgate.contracts.reviews.StopChanged.State;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of stops, and the gate between them and decisions: a decision shares the gate, a stop
 * and its end take it alone. It is an advisory lock, so taking it gives a transaction no id and
 * with that no place in the feed yet.
 */
@ApplicationScoped
class StopStore {
  private static final long GATE = 20_261_126L;

  private final AgroalDataSource dataSource;

  @Inject
  StopStore(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Until this transaction ends, nothing is stopped and no stop ends. */
  void shareGate() {
    query("select pg_advisory_xact_lock_shared(?)", row -> true, GATE);
  }

  /** Waits for the decisions under way, and holds off new ones until this transaction ends. */
  void lockGate() {
    query("select pg_advisory_xact_lock(?)", row -> true, GATE);
  }

  /** The caller holds the gate alone, so no number is given twice. */
  int nextNumber() {
    return query("select coalesce(max(number), 0) + 1 from stop", row -> row.getInt(1)).getFirst();
  }

  void insert(Stop stop) {
    update(
        """
        insert into stop (id, number, level, state, program_id, scope, reason, stopped_by,
          stopped_by_kind, sponsor, stopped_at, resumptions)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
        """,
        stop.id(),
        stop.number(),
        stop.level().name(),
        stop.state().name(),
        stop.programId(),
        stop.scope(),
        stop.reason(),
        stop.stoppedBy(),
        stop.stoppedByKind().name(),
        stop.sponsor(),
        Timestamp.from(stop.stoppedAt()));
  }

  /** What stops a program now, stops of everything included; oldest first. */
  List<Stop> inForceFor(@Nullable UUID programId) {
    return query(
        """
        select * from stop
        where state <> 'RESUMED' and (program_id is null or program_id = ?)
        order by number
        """,
        StopStore::read,
        programId);
  }

  /** What was asked for exactly this scope and is in force. */
  List<Stop> inForceOf(String scope) {
    return query(
        "select * from stop where state <> 'RESUMED' and scope = ? order by number",
        StopStore::read,
        scope);
  }

  /** What is in force of those after a number, oldest first. */
  List<Stop> inForceAfter(int number, int limit) {
    return query(
        """
        select * from stop
        where number > ? and state <> 'RESUMED'
        order by number
        limit ?
        """,
        StopStore::read,
        number,
        limit);
  }

  Optional<Stop> find(UUID id) {
    return first("select * from stop where id = ?", id);
  }

  Optional<Stop> find(int number) {
    return first("select * from stop where number = ?", number);
  }

  /** The stop, locked until the transaction ends. */
  Optional<Stop> lock(UUID id) {
    return first("select * from stop where id = ? for update", id);
  }

  /** Newest first, below a number. */
  List<Stop> page(int below, boolean onlyInForce, int limit) {
    return query(
        """
        select * from stop
        where number < ? and (state <> 'RESUMED' or not ?)
        order by number desc
        limit ?
        """,
        StopStore::read,
        below,
        onlyInForce,
        limit);
  }

  void count(UUID id, int running) {
    update("update stop set running = ? where id = ? and proof is null", running, id);
  }

  void prove(UUID id, State state, StopProven proof) {
    update(
        "update stop set running = 0, proof = ?, state = ? where id = ?",
        Json.write(proof),
        state.name(),
        id);
  }

  void asked(UUID id, int resumptions) {
    update("update stop set resumptions = ? where id = ?", resumptions, id);
  }

  void resume(UUID id, Instant now) {
    update(
        "update stop set state = 'RESUMED', resumed_at = ? where id = ?", Timestamp.from(now), id);
  }

  private static Stop read(ResultSet row) throws SQLException {
    String proof = row.getString("proof");
    Timestamp resumedAt = row.getTimestamp("resumed_at");
    return new Stop(
        row.getObject("id", UUID.class),
        row.getInt("number"),
        Level.valueOf(row.getString("level")),
        State.valueOf(row.getString("state")),
        row.getObject("program_id", UUID.class),
        row.getString("scope"),
        row.getString("reason"),
        row.getString("stopped_by"),
        PrincipalKind.valueOf(row.getString("stopped_by_kind")),
        row.getString("sponsor"),
        row.getTimestamp("stopped_at").toInstant(),
        row.getObject("running", Integer.class),
        proof == null ? null : Json.read(proof, StopProven.class),
        row.getInt("resumptions"),
        resumedAt == null ? null : resumedAt.toInstant());
  }

  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Optional<Stop> first(String sql, Object parameter) {
    return query(sql, StopStore::read, parameter).stream().findFirst();
  }

  private <T> List<T> query(String sql, Row<T> reader, @Nullable Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = prepare(connection, sql, parameters);
        ResultSet rows = select.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw new StopException(e);
    }
  }

  private void update(String sql, @Nullable Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement change = prepare(connection, sql, parameters)) {
      change.executeUpdate();
    } catch (SQLException e) {
      throw new StopException(e);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
