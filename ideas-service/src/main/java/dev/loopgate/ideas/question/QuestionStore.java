package dev.loopgate.ideas.question;

import dev.loopgate.contracts.ideas.QuestionOutcome;
import dev.loopgate.ideas.sql.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one kind of question. Each kind has its own table; the columns that make a row a
 * question are the same in all of them.
 */
public abstract class QuestionStore<Q extends Question> {
  protected final Database database;
  private final String table;

  /** The rows of a table, whose numbers a column of the program counts. */
  protected QuestionStore(Database database, String table) {
    this.database = database;
    this.table = table;
  }

  public abstract void insert(Q question);

  protected abstract Q read(ResultSet row) throws SQLException;

  /** The next n of a key; gap-free, because it rolls back with the question. */
  public int nextNumber(UUID programId) {
    return database
        .find(
            """
            update program set last_%1$s_number = last_%1$s_number + 1
            where id = ?
            returning last_%1$s_number
            """
                .formatted(table),
            row -> row.getInt(1),
            programId)
        .orElseThrow();
  }

  /** The n of the newest key. */
  public int lastNumber(UUID programId) {
    return database
        .find(
            "select last_%s_number from program where id = ?".formatted(table),
            row -> row.getInt(1),
            programId)
        .orElseThrow();
  }

  /** What people are asked about a program now, oldest first. */
  public List<Q> open(UUID programId) {
    return database.list(
        "select * from %s where program_id = ? and outcome is null order by id".formatted(table),
        this::read,
        programId);
  }

  Optional<Q> find(UUID programId, String key) {
    return database.find(
        "select * from %s where program_id = ? and key = ?".formatted(table),
        this::read,
        programId,
        key);
  }

  Optional<Q> find(UUID id) {
    return database.find("select * from %s where id = ?".formatted(table), this::read, id);
  }

  /** The question as it is; its program, which is its lock, stays locked. */
  Optional<Q> lock(UUID id) {
    database.find(
        """
        select 1 from program
        where id = (select program_id from %s where id = ?)
        for update
        """
            .formatted(table),
        row -> row.getInt(1),
        id);
    return find(id);
  }

  /** Newest first, below an id. */
  List<Q> page(UUID programId, UUID below, int limit) {
    return database.list(
        """
        select * from %s
        where program_id = ? and id < ?
        order by id desc
        limit ?
        """
            .formatted(table),
        this::read,
        programId,
        below,
        limit);
  }

  /** Ends an open question; false when it had ended. */
  boolean tryEnd(UUID id, Ending ending) {
    return database.update(
            """
            update %s set outcome = ?, reason = ?, decision_id = ?, result = ?, closed_at = ?
            where id = ? and outcome is null
            """
                .formatted(table),
            ending.outcome().name(),
            ending.reason(),
            ending.decisionId(),
            ending.result(),
            ending.at(),
            id)
        == 1;
  }

  /** How the question of a row ended; null while it is open. */
  protected static @Nullable Ending ending(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    if (outcome == null) {
      return null;
    }
    return new Ending(
        QuestionOutcome.valueOf(outcome),
        row.getString("reason"),
        row.getObject("decision_id", UUID.class),
        row.getObject("result", Integer.class),
        Objects.requireNonNull(Database.instant(row, "closed_at")));
  }
}
