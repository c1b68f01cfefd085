package dev.loopgate.experiments.run;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.ProgramSpec.Stage;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.experiments.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows of attempts. Every change is guarded by the state it starts from and says if it happened.
 */
@Singleton
class AttemptStore {
  private final Sql sql;

  @Inject
  AttemptStore(Sql sql) {
    this.sql = sql;
  }

  void insert(UUID id, Run run, Stage stage, int stageIndex, int number, Instant now) {
    sql.update(
        """
        insert into attempt (id, run_id, experiment_id, program_id, run_index, run_position, stage,
                             stage_index, trusted, replicate, number, state, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', ?)
        """,
        id,
        run.id(),
        run.experimentId(),
        run.programId(),
        run.index(),
        run.position(),
        stage.name(),
        stageIndex,
        stage.trusted(),
        stage.replicate(),
        number,
        now);
  }

  Optional<Attempt> find(UUID id) {
    return sql.find("select * from attempt where id = ?", AttemptStore::read, id);
  }

  /** The attempt, locked until the transaction ends. */
  Attempt lock(UUID id) {
    return sql.list("select * from attempt where id = ? for update", AttemptStore::read, id)
        .getFirst();
  }

  List<Attempt> of(UUID run) {
    return sql.list(
        "select * from attempt where run_id = ? order by stage_index, number",
        AttemptStore::read,
        run);
  }

  /** How often a stage of a run was lost. */
  int lost(UUID run, int stageIndex) {
    return sql.list(
            "select count(*) from attempt where run_id = ? and stage_index = ? and state = 'LOST'",
            row -> row.getInt(1),
            run,
            stageIndex)
        .getFirst();
  }

  boolean tryExtend(UUID id, Instant expiresAt) {
    return sql.update(
            "update attempt set expires_at = ? where id = ? and state = 'LEASED'", expiresAt, id)
        == 1;
  }

  /** Gives every live lease at least until then. */
  int extendAll(Instant expiresAt) {
    return sql.update(
        "update attempt set expires_at = ? where state = 'LEASED' and expires_at < ?",
        expiresAt,
        expiresAt);
  }

  boolean isAnyLeased() {
    return sql.find("select 1 from attempt where state = 'LEASED' limit 1", row -> true)
        .isPresent();
  }

  List<UUID> expired(Instant now, int limit) {
    return sql.list(
        """
        select id from attempt where state = 'LEASED' and expires_at < ?
        order by expires_at limit ?
        """,
        row -> Sql.id(row, "id"),
        now,
        limit);
  }

  boolean tryEnd(UUID id, AttemptState state, String detail, Instant now) {
    return sql.update(
            "update attempt set state = ?, detail = ?, ended_at = ? where id = ? and state = 'LEASED'",
            state,
            detail,
            now,
            id)
        == 1;
  }

  boolean tryComplete(
      UUID id,
      AttemptState state,
      Completion completion,
      String detail,
      String digest,
      Instant now) {
    return sql.update(
            """
            update attempt
            set state = ?, outcome = ?, exit_code = ?, isolation = ?, detail = ?,
                completion_digest = ?, ended_at = ?
            where id = ? and state = 'LEASED'
            """,
            state,
            completion.outcome(),
            completion.exitCode(),
            completion.isolation(),
            detail,
            digest,
            now,
            id)
        == 1;
  }

  /** What waits is cancelled; who runs is told with the next heartbeat. */
  void cancelAll(UUID experiment, Instant now) {
    sql.update(
        """
        update attempt set state = 'CANCELLED', ended_at = ?
        where experiment_id = ? and state = 'PENDING'
        """,
        now,
        experiment);
    sql.update(
        "update attempt set cancel_requested = true where experiment_id = ? and state = 'LEASED'",
        experiment);
  }

  void declare(Attempt attempt, Completion.Artifact artifact) {
    sql.update(
        """
        insert into run_artifact (attempt_id, run_id, path, digest, size)
        values (?, ?, ?, ?, ?)
        on conflict do nothing
        """,
        attempt.id(),
        attempt.runId(),
        artifact.path(),
        artifact.digest(),
        artifact.size());
  }

  /** The declared outputs of a run, those of later stages last. */
  List<Completion.Artifact> artifacts(UUID run) {
    return sql.list(
        """
        select f.path, f.digest, f.size
        from run_artifact f join attempt a on a.id = f.attempt_id
        where f.run_id = ? and a.state = 'SUCCEEDED'
        order by a.stage_index, f.path
        """,
        row -> new Completion.Artifact(row.getString(1), row.getString(2), row.getLong(3)),
        run);
  }

  /** The declared outputs of untrusted stages, path to digest, by run. */
  Map<UUID, Map<String, String>> claimedOutputs(UUID experiment) {
    Map<UUID, Map<String, String>> outputs = new HashMap<>();
    sql.list(
        """
        select f.run_id, f.path, f.digest
        from run_artifact f join attempt a on a.id = f.attempt_id
        where a.experiment_id = ? and not a.trusted and a.state = 'SUCCEEDED'
        order by a.stage_index
        """,
        row ->
            outputs
                .computeIfAbsent(Sql.id(row, "run_id"), run -> new HashMap<>())
                .put(row.getString("path"), row.getString("digest")),
        experiment);
    return outputs;
  }

  /** Whether a trusted stage, and nobody else, made these bytes. */
  boolean isOnlyTrustedOutput(String digest) {
    return sql.find(
            """
            select coalesce(bool_and(a.trusted), true)
            from run_artifact f join attempt a on a.id = f.attempt_id where f.digest = ?
            """,
            row -> row.getBoolean(1),
            digest)
        .orElse(false);
  }

  static Attempt read(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    String isolation = row.getString("isolation");
    return new Attempt(
        Sql.id(row, "id"),
        Sql.id(row, "run_id"),
        Sql.id(row, "experiment_id"),
        Sql.id(row, "program_id"),
        row.getString("stage"),
        row.getInt("stage_index"),
        row.getBoolean("trusted"),
        row.getInt("number"),
        AttemptState.valueOf(row.getString("state")),
        row.getBoolean("cancel_requested"),
        row.getBoolean("stopped"),
        row.getString("worker"),
        row.getString("token_hash"),
        Sql.instant(row, "expires_at"),
        outcome == null ? null : Completion.Outcome.valueOf(outcome),
        exitCode(row),
        isolation == null ? null : Isolation.valueOf(isolation),
        row.getString("detail"),
        row.getString("completion_digest"),
        Sql.instant(row, "started_at"),
        Sql.instant(row, "ended_at"));
  }

  private static @Nullable Integer exitCode(ResultSet row) throws SQLException {
    return row.getObject("exit_code", Integer.class);
  }
}
