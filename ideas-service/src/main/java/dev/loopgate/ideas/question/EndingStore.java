package dev.loopgate.ideas.question;

import dev.loopgate.contracts.ideas.QuestionOutcome;
import dev.loopgate.ideas.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a question that are written when it ends, once. */
@ApplicationScoped
public class EndingStore {
  private final Database database;

  @Inject
  EndingStore(Database database) {
    this.database = database;
  }

  /** Ends an open rule change; false when it had ended. */
  public boolean tryEndRuleChange(UUID id, Ending ending) {
    return tryEnd(
        """
        update rule_change set outcome = ?, reason = ?, decision_id = ?, result = ?, closed_at = ?
        where id = ? and outcome is null
        """,
        id,
        ending);
  }

  /** Ends an open rollback; false when it had ended. */
  public boolean tryEndRollback(UUID id, Ending ending) {
    return tryEnd(
        """
        update rollback set outcome = ?, reason = ?, decision_id = ?, result = ?, closed_at = ?
        where id = ? and outcome is null
        """,
        id,
        ending);
  }

  private boolean tryEnd(String update, UUID id, Ending ending) {
    return database.update(
            update,
            ending.outcome().name(),
            ending.reason(),
            ending.decisionId(),
            ending.result(),
            ending.at(),
            id)
        == 1;
  }

  /** How the question of a row ended; null while it is open. */
  public static @Nullable Ending read(ResultSet row) throws SQLException {
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
