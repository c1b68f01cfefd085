package dev.loopgate.experiments.run;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.ProgramSpec.Stage;
import dev.loopgate.contracts.work.Completion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
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

  /**
   * The next try of a stage.
   *
   * @param alone whether nothing else may run on its worker meanwhile
   */
  void insert(
      UUID id, Run run, Stage stage, int stageIndex, int number, boolean alone, Instant now) {
    sql.update(
            """
            insert into attempt (id, run_id, experiment_id, program_id, run_index, run_position, stage,
                                 stage_index, trusted, replicate, number, alone, state, created_at)
            values (:attempt, :id, :experimentId, :programId, :index, :position, :name, :stageIndex,
              :trusted, :replicate, :number, :alone, 'PENDING', :now)
            """,
            run)
        .bind("attempt", id)
        .bind("name", stage.name())
        .bind("stageIndex", stageIndex)
        .bind("trusted", stage.trusted())
        .bind("replicate", stage.replicate())
        .bind("number", number)
        .bind("alone", alone)
        .bind("now", now)
        .execute();
  }

  Optional<Attempt> find(UUID id) {
    return sql.query("select * from attempt where id = :id")
        .bind("id", id)
        .map(AttemptStore::read)
        .findFirst();
  }

  /** The attempt, locked until the transaction ends. */
  Attempt lock(UUID id) {
    return sql.query("select * from attempt where id = :id for update")
        .bind("id", id)
        .map(AttemptStore::read)
        .one();
  }

  List<Attempt> of(UUID run) {
    return sql.query("select * from attempt where run_id = :run order by stage_index, number")
        .bind("run", run)
        .map(AttemptStore::read)
        .list();
  }

  /**
   * How a stage of a run was lost so far.
   *
   * @param silence a worker that was seen later than so long before the end of its lease has
   *     outlived it
   */
  Losses losses(UUID run, int stageIndex, Duration silence) {
    return sql.query(
            """
            select count(*) filter (where unexplained and (outcome is not null
                     or exists (select 1 from worker w
                                where w.name = a.worker and w.last_seen_at > a.expires_at - make_interval(secs => :silence)))) as unexplained,
                   coalesce(bool_or(outcome = 'TIMED_OUT'), false) as timed_out
            from attempt a
            where run_id = :run and stage_index = :stageIndex and state = 'LOST'
            """)
        .bind("run", run)
        .bind("stageIndex", stageIndex)
        .bind("silence", silence.toMillis() / 1e3)
        .map(row ->
            new Losses(
                row.getColumn("unexplained", Integer.class),
                row.getColumn("timed_out", Boolean.class)))
        .one();
  }

  boolean tryExtend(UUID id, Instant expiresAt) {
    return sql.update(
                "update attempt set expires_at = :expiresAt where id = :id and state = 'LEASED'")
            .bind("expiresAt", expiresAt)
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Gives every live lease at least until then. */
  int extendAll(Instant expiresAt) {
    return sql.update(
            """
            update attempt set expires_at = :expiresAt
            where state = 'LEASED' and expires_at < :expiresAt
            """)
        .bind("expiresAt", expiresAt)
        .execute();
  }

  boolean isAnyLeased() {
    return sql.query("select 1 from attempt where state = 'LEASED' limit 1")
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }

  List<UUID> expired(Instant now, int limit) {
    return sql.query(
            """
            select id from attempt where state = 'LEASED' and expires_at < :now
            order by expires_at limit :limit
            """)
        .bind("now", now)
        .bind("limit", limit)
        .mapTo(UUID.class)
        .list();
  }

  /** A lease that nobody kept alive ends; a loss stays unexplained unless its worker tells more. */
  boolean tryEnd(UUID id, AttemptState state, String detail, Instant now) {
    return sql.update(
                """
                update attempt set state = :state, detail = :detail, ended_at = :now,
                    unexplained = :state = 'LOST'
                where id = :id and state = 'LEASED'
                """)
            .bind("state", state)
            .bind("detail", detail)
            .bind("now", now)
            .bind("id", id)
            .execute()
        == 1;
  }

  /** What its worker reports at last about an attempt that was taken back from it. */
  void explain(UUID id, String detail) {
    sql.update(
            """
            update attempt set unexplained = false, detail = :detail
            where id = :id and unexplained
            """)
        .bind("detail", detail)
        .bind("id", id)
        .execute();
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
                set state = :state, outcome = :outcome, exit_code = :exitCode, isolation = :isolation,
                  detail = :detail,
                    completion_digest = :digest, ended_at = :now,
                    unexplained = :state = 'LOST' and :outcome = 'LOST'
                where id = :id and state = 'LEASED'
                """,
                completion)
            .bind("state", state)
            .bind("detail", detail)
            .bind("digest", digest)
            .bind("now", now)
            .bind("id", id)
            .execute()
        == 1;
  }

  /** What waits is cancelled; who runs is told with the next heartbeat. */
  void cancelAll(UUID experiment, Instant now) {
    cancel(experiment, null, now);
  }

  /** As {@link #cancelAll}, of one run; of all when it is null. */
  void cancel(UUID experiment, @Nullable UUID run, Instant now) {
    sql.update(
            """
            update attempt set state = 'CANCELLED', ended_at = :now
            where experiment_id = :experiment and state = 'PENDING'
              and (:run::uuid is null or run_id = :run)
            """)
        .bind("now", now)
        .bind("experiment", experiment)
        .bind("run", run)
        .execute();
    sql.update(
            """
            update attempt set cancel_requested = true
            where experiment_id = :experiment and state = 'LEASED'
              and (:run::uuid is null or run_id = :run)
            """)
        .bind("experiment", experiment)
        .bind("run", run)
        .execute();
  }

  void declare(Attempt attempt, Completion.Artifact artifact) {
    sql.update(
            """
            insert into run_artifact (attempt_id, run_id, path, digest, size)
            values (:id, :runId, :path, :digest, :size)
            on conflict do nothing
            """)
        .bind("id", attempt.id())
        .bind("runId", attempt.runId())
        .bind("path", artifact.path())
        .bind("digest", artifact.digest())
        .bind("size", artifact.size())
        .execute();
  }

  /** The declared outputs of a run, those of later stages last. */
  List<Completion.Artifact> artifacts(UUID run) {
    return sql.query(
            """
            select f.path, f.digest, f.size
            from run_artifact f join attempt a on a.id = f.attempt_id
            where f.run_id = :run and a.state = 'SUCCEEDED'
            order by a.stage_index, f.path
            """)
        .bind("run", run)
        .map(AttemptStore::artifact)
        .list();
  }

  /** The declared outputs of untrusted stages, path to digest, by run. */
  Map<UUID, Map<String, String>> claimedOutputs(UUID experiment) {
    Map<UUID, Map<String, String>> outputs = new HashMap<>();
    sql.query(
            """
            select f.run_id, f.path, f.digest
            from run_artifact f join attempt a on a.id = f.attempt_id
            where a.experiment_id = :experiment and not a.trusted and a.state = 'SUCCEEDED'
            order by a.stage_index
            """)
        .bind("experiment", experiment)
        .map(row ->
            outputs
                .computeIfAbsent(row.getColumn("run_id", UUID.class), run -> new HashMap<>())
                .put(row.getColumn("path", String.class), row.getColumn("digest", String.class)))
        .list();
    return outputs;
  }

  /**
   * Whether a trusted stage, and nobody else, made these bytes, as far as that is shown; empty when
   * nobody is shown to have made them.
   */
  Optional<Boolean> isOnlyTrustedOutput(String digest, Shown shown) {
    return sql.query(
            """
            select bool_and(a.trusted) as only_trusted
            from run_artifact f join attempt a on a.id = f.attempt_id
            where f.digest = :digest
              and (:all or not exists
                (select 1 from pair_under_way p
                 where p.experiment_id = a.experiment_id and p.index = a.run_index))
            having count(*) > 0
            """)
        .bind("digest", digest)
        .bind("all", shown == Shown.ALL)
        .mapTo(Boolean.class)
        .findFirst();
  }

  static Attempt read(RowView row) {
    return new Attempt(
        row.getColumn("id", UUID.class),
        row.getColumn("run_id", UUID.class),
        row.getColumn("experiment_id", UUID.class),
        row.getColumn("program_id", UUID.class),
        row.getColumn("stage", String.class),
        row.getColumn("stage_index", Integer.class),
        row.getColumn("trusted", Boolean.class),
        row.getColumn("number", Integer.class),
        row.getColumn("state", AttemptState.class),
        row.getColumn("cancel_requested", Boolean.class),
        row.getColumn("stopped", Boolean.class),
        row.getColumn("alone", Boolean.class),
        row.getColumn("worker", String.class),
        row.getColumn("token_hash", String.class),
        row.getColumn("expires_at", Instant.class),
        row.getColumn("outcome", Completion.Outcome.class),
        row.getColumn("exit_code", Integer.class),
        row.getColumn("isolation", Isolation.class),
        row.getColumn("detail", String.class),
        row.getColumn("completion_digest", String.class),
        row.getColumn("started_at", Instant.class),
        row.getColumn("ended_at", Instant.class));
  }

  static Completion.Artifact artifact(RowView row) {
    return new Completion.Artifact(
        row.getColumn("path", String.class),
        row.getColumn("digest", String.class),
        row.getColumn("size", Long.class));
  }
}
