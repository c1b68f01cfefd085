package dev.loopgate.ideas.intent;

import dev.loopgate.ideas.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of intents, in the order in which they were stored. */
@ApplicationScoped
class IntentStore {
  private static final String INTENTS =
      """
      select i.seq, i.program_id, p.name as program, i.kind, i.data::text as data, i.tries, i.waits_for
      from intent i
      join program p on p.id = i.program_id
      """;

  private final Database database;

  @Inject
  IntentStore(Database database) {
    this.database = database;
  }

  /** Who has something to do: one lane of one program. */
  record Due(UUID programId, String program, Lane lane) {}

  /** How many intents wait for something, and for what. */
  record Waiting(String program, String waitsFor, int intents) {}

  /** Stores an intent; in one program or in all. */
  void insert(@Nullable UUID programId, IntentKind kind, String data, Instant now) {
    database.update(
        """
        insert into intent (program_id, lane, kind, data, stored_at)
        select id, ?, ?, ?::jsonb, ? from program
        where ?::uuid is null or id = ?
        order by id
        """,
        kind.lane().name(),
        kind.name(),
        data,
        now,
        programId,
        programId);
  }

  /** The lanes whose oldest intent may be tried now. */
  List<Due> due(Instant now) {
    return database.list(
        """
        select i.program_id, i.program, i.lane
        from (select distinct on (n.program_id, n.lane) n.program_id, n.lane, n.retry_at, p.name as program
              from intent n
              join program p on p.id = n.program_id
              order by n.program_id, n.lane, n.seq) i
        where (i.retry_at is null or i.retry_at <= ?)
          and (i.lane <> 'IN_TURN'
               or not exists (select 1 from stop s
                              where s.in_force
                                and (s.program_id is null or s.program_id = i.program_id)))
        """,
        row ->
            new Due(
                row.getObject("program_id", UUID.class),
                row.getString("program"),
                Lane.valueOf(row.getString("lane"))),
        now);
  }

  /** The oldest intent of a lane, unless it is to be tried later. */
  Optional<Intent> head(UUID programId, Lane lane, Instant now) {
    return database.find(
        INTENTS
            + """
            where i.seq = (select min(seq) from intent where program_id = ? and lane = ?)
              and (i.retry_at is null or i.retry_at <= ?)
            """,
        IntentStore::read,
        programId,
        lane.name(),
        now);
  }

  /** Locks an intent until the transaction ends; false when it was carried out or has changed. */
  boolean lock(Intent intent) {
    return database
        .find(
            "select 1 from intent where seq = ? and kind = ? for update",
            row -> row.getInt(1),
            intent.seq(),
            intent.kind().name())
        .isPresent();
  }

  void delete(long seq) {
    database.update("delete from intent where seq = ?", seq);
  }

  /** Another kind takes the place of an intent in the order. */
  void become(long seq, IntentKind kind, String data) {
    database.update(
        """
        update intent set kind = ?, data = ?::jsonb, tries = 0, waits_for = null, retry_at = null
        where seq = ?
        """,
        kind.name(),
        data,
        seq);
  }

  /** What was in the way is not any more. */
  void succeeded(long seq) {
    database.update(
        """
        update intent set tries = 0, waits_for = null, retry_at = null
        where seq = ? and waits_for is not null
        """,
        seq);
  }

  void postpone(long seq, String waitsFor, int tries, Instant retryAt) {
    database.update(
        "update intent set waits_for = ?, tries = ?, retry_at = ? where seq = ?",
        waitsFor,
        tries,
        retryAt,
        seq);
  }

  /** Tries what waits in a program at once, because what it waits for may be there. */
  void hurry(UUID programId) {
    database.update(
        """
        update intent set retry_at = null
        where program_id = ? and retry_at is not null and tries = 0
        """,
        programId);
  }

  int count() {
    return database.find("select count(*) from intent", row -> row.getInt(1)).orElse(0);
  }

  int countFailing() {
    return database
        .find("select count(*) from intent where tries > 0", row -> row.getInt(1))
        .orElse(0);
  }

  List<Waiting> waiting(int limit) {
    return database.list(
        """
        select p.name as program, min(i.waits_for) as waits_for, count(*) as intents
        from intent i
        join program p on p.id = i.program_id
        group by p.name
        having min(i.waits_for) is not null
        order by p.name
        limit ?
        """,
        row ->
            new Waiting(
                row.getString("program"), row.getString("waits_for"), row.getInt("intents")),
        limit);
  }

  private static Intent read(ResultSet row) throws SQLException {
    return new Intent(
        row.getLong("seq"),
        row.getObject("program_id", UUID.class),
        row.getString("program"),
        IntentKind.valueOf(row.getString("kind")),
        row.getString("data"),
        row.getInt("tries"),
        row.getString("waits_for"));
  }
}
