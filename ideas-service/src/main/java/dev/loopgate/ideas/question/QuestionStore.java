package dev.loopgate.ideas.question;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.ideas.QuestionOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one kind of question. Each kind has its own table; the columns that make a row a
 * question are the same in all of them.
 */
public abstract class QuestionStore<Q extends Question> {
  protected final Sql sql;
  private final String table;

  /** The rows of a table, whose numbers a column of the program counts. */
  protected QuestionStore(Sql sql, String table) {
    this.sql = sql;
    this.table = table;
  }

  public abstract void insert(Q question);

  protected abstract Q read(RowView row);

  /** The next n of a key; gap-free, because it rolls back with the question. */
  public int nextNumber(UUID programId) {
    return sql.query(
            """
            update program set last_%1$s_number = last_%1$s_number + 1
            where id = :programId
            returning last_%1$s_number
            """
                .formatted(table))
        .bind("programId", programId)
        .mapTo(int.class)
        .one();
  }

  /** The n of the newest key. */
  public int lastNumber(UUID programId) {
    return sql.query("select last_%s_number from program where id = :programId".formatted(table))
        .bind("programId", programId)
        .mapTo(int.class)
        .one();
  }

  /** What people are asked about a program now, oldest first. */
  public List<Q> open(UUID programId) {
    return sql.query(
            "select * from %s where program_id = :programId and outcome is null order by id"
                .formatted(table))
        .bind("programId", programId)
        .map(this::read)
        .list();
  }

  Optional<Q> find(UUID programId, String key) {
    return sql.query(
            "select * from %s where program_id = :programId and key = :key".formatted(table))
        .bind("programId", programId)
        .bind("key", key)
        .map(this::read)
        .findFirst();
  }

  Optional<Q> find(UUID id) {
    return sql.query("select * from %s where id = :id".formatted(table))
        .bind("id", id)
        .map(this::read)
        .findFirst();
  }

  /** The question as it is; its program, which is its lock, stays locked. */
  Optional<Q> lock(UUID id) {
    sql.query(
            """
            select 1 from program
            where id = (select program_id from %s where id = :id)
            for update
            """
                .formatted(table))
        .bind("id", id)
        .mapTo(int.class)
        .findFirst();
    return find(id);
  }

  /** Newest first, below an id. */
  List<Q> page(UUID programId, UUID below, int limit) {
    return sql.query(
            """
            select * from %s
            where program_id = :programId and id < :below
            order by id desc
            limit :limit
            """
                .formatted(table))
        .bind("programId", programId)
        .bind("below", below)
        .bind("limit", limit)
        .map(this::read)
        .list();
  }

  /** Ends an open question; false when it had ended. */
  boolean tryEnd(UUID id, Ending ending) {
    return sql.update(
                """
                update %s set outcome = :outcome, reason = :reason, decision_id = :decisionId,
                  result = :result, closed_at = :at
                where id = :id and outcome is null
                """
                    .formatted(table),
                ending)
            .bind("id", id)
            .execute()
        == 1;
  }

  /** How the question of a row ended; null while it is open. */
  protected static @Nullable Ending ending(RowView row) {
    QuestionOutcome outcome = row.getColumn("outcome", QuestionOutcome.class);
    if (outcome == null) {
      return null;
    }
    return new Ending(
        outcome,
        row.getColumn("reason", String.class),
        row.getColumn("decision_id", UUID.class),
        row.getColumn("result", Integer.class),
        row.getColumn("closed_at", Instant.class));
  }
}
