package dev.loopgate.ideas.intent;

import dev.loopgate.chassis.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** The rows of intents, in the order in which they were stored. */
@ApplicationScoped
class IntentStore {
  private static final String INTENTS =
      """
      select i.seq, i.program_id, p.name as program, i.kind, i.data::text as data, i.tries,
        i.waits_for
      from intent i
      join program p on p.id = i.program_id
      """;

  private final Sql sql;

  @Inject
  IntentStore(Sql sql) {
    this.sql = sql;
  }

  /** Who has something to do: one lane of one program. */
  record Due(UUID programId, String program, Lane lane) {}

  /** How many intents wait for something, and for what. */
  record Waiting(String program, String waitsFor, int intents) {}

  /** Stores an intent; in one program or in all. */
  void insert(@Nullable UUID programId, IntentKind kind, String data, Instant now) {
    sql.update(
            """
            insert into intent (program_id, lane, kind, data, stored_at)
            select id, :lane, :kind, :data::jsonb, :now from program
            where :programId::uuid is null or id = :programId
            order by id
            """)
        .bind("lane", kind.lane())
        .bind("kind", kind)
        .bind("data", data)
        .bind("now", now)
        .bind("programId", programId)
        .execute();
  }

  /** The lanes whose oldest intent may be tried now. */
  List<Due> due(Instant now) {
    return sql.query(
            """
            select i.program_id, i.program, i.lane
            from (select distinct on (n.program_id, n.lane)
                    n.program_id, n.lane, n.retry_at, p.name as program
                  from intent n
                  join program p on p.id = n.program_id
                  order by n.program_id, n.lane, n.seq) i
            where (i.retry_at is null or i.retry_at <= :now)
              and (i.lane <> 'IN_TURN'
                   or not exists (select 1 from stop s
                                  where s.in_force
                                    and (s.program_id is null or s.program_id = i.program_id)))
            """)
        .bind("now", now)
        .map(row ->
            new Due(
                row.getColumn("program_id", UUID.class),
                row.getColumn("program", String.class),
                row.getColumn("lane", Lane.class)))
        .list();
  }

  /** The oldest intent of a lane, unless it is to be tried later. */
  Optional<Intent> head(UUID programId, Lane lane, Instant now) {
    return sql.query(
            INTENTS
                + """
                where i.seq =
                    (select min(seq) from intent where program_id = :programId and lane = :lane)
                  and (i.retry_at is null or i.retry_at <= :now)
                """)
        .bind("programId", programId)
        .bind("lane", lane)
        .bind("now", now)
        .map(IntentStore::read)
        .findFirst();
  }

  /** Locks an intent until the transaction ends; false when it was carried out or has changed. */
  boolean lock(Intent intent) {
    return sql.query("select 1 from intent where seq = :seq and kind = :kind for update")
        .bind("seq", intent.seq())
        .bind("kind", intent.kind())
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }

  void delete(long seq) {
    sql.update("delete from intent where seq = :seq").bind("seq", seq).execute();
  }

  /** Another kind takes the place of an intent in the order. */
  void become(long seq, IntentKind kind, String data) {
    sql.update(
            """
            update intent set kind = :kind, data = :data::jsonb, tries = 0, waits_for = null,
              retry_at = null
            where seq = :seq
            """)
        .bind("kind", kind)
        .bind("data", data)
        .bind("seq", seq)
        .execute();
  }

  /** What was in the way is not any more. */
  void succeeded(long seq) {
    sql.update(
            """
            update intent set tries = 0, waits_for = null, retry_at = null
            where seq = :seq and waits_for is not null
            """)
        .bind("seq", seq)
        .execute();
  }

  void postpone(long seq, String waitsFor, int tries, Instant retryAt) {
    sql.update(
            """
            update intent set waits_for = :waitsFor, tries = :tries, retry_at = :retryAt
            where seq = :seq
            """)
        .bind("waitsFor", waitsFor)
        .bind("tries", tries)
        .bind("retryAt", retryAt)
        .bind("seq", seq)
        .execute();
  }

  /** Tries what waits in a program at once, because what it waits for may be there. */
  void hurry(UUID programId) {
    sql.update(
            """
            update intent set retry_at = null
            where program_id = :programId and retry_at is not null and tries = 0
            """)
        .bind("programId", programId)
        .execute();
  }

  int count() {
    return sql.query("select count(*) from intent").mapTo(int.class).one();
  }

  int countFailing() {
    return sql.query("select count(*) from intent where tries > 0").mapTo(int.class).one();
  }

  List<Waiting> waiting(int limit) {
    return sql.query(
            """
            select p.name as program, min(i.waits_for) as waits_for, count(*) as intents
            from intent i
            join program p on p.id = i.program_id
            group by p.name
            having min(i.waits_for) is not null
            order by p.name
            limit :limit
            """)
        .bind("limit", limit)
        .map(row ->
            new Waiting(
                row.getColumn("program", String.class),
                row.getColumn("waits_for", String.class),
                row.getColumn("intents", Integer.class)))
        .list();
  }

  private static Intent read(RowView row) {
    return new Intent(
        row.getColumn("seq", Long.class),
        row.getColumn("program_id", UUID.class),
        row.getColumn("program", String.class),
        row.getColumn("kind", IntentKind.class),
        row.getColumn("data", String.class),
        row.getColumn("tries", Integer.class),
        row.getColumn("waits_for", String.class));
  }
}
