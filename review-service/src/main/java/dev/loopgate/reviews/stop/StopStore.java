package dev.loopgate.reviews.stop;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.experiments.StopProven;
import dev.loopgate.contracts.reviews.StopChanged.Level;
import dev.loopgate.contracts.reviews.StopChanged.State;
import dev.loopgate.reviews.rules.Insistence;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/**
 * The rows of stops, and the gate between them and decisions: a decision shares the gate, a stop
 * and its end take it alone. It is an advisory lock, so taking it gives a transaction no id and
 * with that no place in the feed yet.
 */
@ApplicationScoped
class StopStore {
  private static final long GATE = 20_261_126L;

  private final Sql sql;

  @Inject
  StopStore(Sql sql) {
    this.sql = sql;
  }

  /** Until this transaction ends, nothing is stopped and no stop ends. */
  void shareGate() {
    sql.query("select pg_advisory_xact_lock_shared(:gate)")
        .bind("gate", GATE)
        .mapTo(String.class)
        .one();
  }

  /** Waits for the decisions under way, and holds off new ones until this transaction ends. */
  void lockGate() {
    sql.query("select pg_advisory_xact_lock(:gate)").bind("gate", GATE).mapTo(String.class).one();
  }

  /** The caller holds the gate alone, so no number is given twice. */
  int nextNumber() {
    return sql.query("select coalesce(max(number), 0) + 1 from stop").mapTo(int.class).one();
  }

  void insert(Stop stop) {
    sql.update(
            """
            insert into stop (id, number, level, state, program_id, scope, reason, stopped_by,
              stopped_by_kind, sponsor, stopped_at, resumptions, resumed_at, ends_at)
            values (:id, :number, :level, :state, :programId, :scope, :reason, :stoppedBy,
              :stoppedByKind, :sponsor, :stoppedAt, 0, :resumedAt, :endsAt)
            """,
            stop)
        .execute();
  }

  /** What stops a program now, stops of everything included; oldest first. */
  List<Stop> inForceFor(@Nullable UUID programId) {
    return sql.query(
            """
            select * from stop
            where state <> 'RESUMED' and (program_id is null or program_id = :programId)
            order by number
            """)
        .bind("programId", programId)
        .map(StopStore::read)
        .list();
  }

  /** What was asked for exactly this scope and is in force. */
  List<Stop> inForceOf(String scope) {
    return sql.query(
            "select * from stop where state <> 'RESUMED' and scope = :scope order by number")
        .bind("scope", scope)
        .map(StopStore::read)
        .list();
  }

  /** Freezes by agents that somebody answers for, of a program or everything, since an instant. */
  List<Insistence.Earlier> freezes(String sponsor, @Nullable UUID programId, Instant since) {
    return sql.query(
            """
            select stopped_at, ends_at, resumed_at from stop
            where sponsor = :sponsor and level = 'FREEZE'
              and (resumed_at is null or resumed_at > :since)
              and (program_id is null or program_id = coalesce(:programId, program_id))
            """)
        .bind("sponsor", sponsor)
        .bind("since", since)
        .bind("programId", programId)
        .map(row ->
            new Insistence.Earlier(
                row.getColumn("stopped_at", Instant.class),
                row.getColumn("ends_at", Instant.class),
                row.getColumn("resumed_at", Instant.class)))
        .list();
  }

  /** From now on only people end it. */
  void confirm(UUID id) {
    sql.update("update stop set ends_at = null where id = :id").bind("id", id).execute();
  }

  /** What is in force and should have ended by itself. */
  List<UUID> overdue(Instant now) {
    return sql.query("select id from stop where state <> 'RESUMED' and ends_at <= :now")
        .bind("now", now)
        .mapTo(UUID.class)
        .list();
  }

  /** What is in force of those after a number, oldest first. */
  List<Stop> inForceAfter(int number, int limit) {
    return sql.query(
            """
            select * from stop
            where number > :number and state <> 'RESUMED'
            order by number
            limit :limit
            """)
        .bind("number", number)
        .bind("limit", limit)
        .map(StopStore::read)
        .list();
  }

  Optional<Stop> find(UUID id) {
    return sql.query("select * from stop where id = :id")
        .bind("id", id)
        .map(StopStore::read)
        .findFirst();
  }

  Optional<Stop> find(int number) {
    return sql.query("select * from stop where number = :number")
        .bind("number", number)
        .map(StopStore::read)
        .findFirst();
  }

  /** The stop, locked until the transaction ends. */
  Optional<Stop> lock(UUID id) {
    return sql.query("select * from stop where id = :id for update")
        .bind("id", id)
        .map(StopStore::read)
        .findFirst();
  }

  /** Newest first, below a number. */
  List<Stop> page(int below, boolean onlyInForce, int limit) {
    return sql.query(
            """
            select * from stop
            where number < :below and (state <> 'RESUMED' or not :onlyInForce)
            order by number desc
            limit :limit
            """)
        .bind("below", below)
        .bind("onlyInForce", onlyInForce)
        .bind("limit", limit)
        .map(StopStore::read)
        .list();
  }

  void count(UUID id, int running) {
    sql.update("update stop set running = :running where id = :id and proof is null")
        .bind("running", running)
        .bind("id", id)
        .execute();
  }

  void prove(UUID id, State state, StopProven proof) {
    sql.update("update stop set running = 0, proof = :proof, state = :state where id = :id")
        .bind("proof", Json.write(proof))
        .bind("state", state)
        .bind("id", id)
        .execute();
  }

  void asked(UUID id, int resumptions) {
    sql.update("update stop set resumptions = :resumptions where id = :id")
        .bind("resumptions", resumptions)
        .bind("id", id)
        .execute();
  }

  void resume(UUID id, Instant now) {
    sql.update("update stop set state = 'RESUMED', resumed_at = :now where id = :id")
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  private static Stop read(RowView row) {
    String proof = row.getColumn("proof", String.class);
    return new Stop(
        row.getColumn("id", UUID.class),
        row.getColumn("number", Integer.class),
        row.getColumn("level", Level.class),
        row.getColumn("state", State.class),
        row.getColumn("program_id", UUID.class),
        row.getColumn("scope", String.class),
        row.getColumn("reason", String.class),
        row.getColumn("stopped_by", String.class),
        row.getColumn("stopped_by_kind", PrincipalKind.class),
        row.getColumn("sponsor", String.class),
        row.getColumn("stopped_at", Instant.class),
        row.getColumn("running", Integer.class),
        proof == null ? null : Json.read(proof, StopProven.class),
        row.getColumn("resumptions", Integer.class),
        row.getColumn("resumed_at", Instant.class),
        row.getColumn("ends_at", Instant.class));
  }
}
