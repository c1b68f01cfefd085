package dev.loopgate.experiments.run;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.experiments.Isolation;
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

/** Rows of runs and of the plans they follow. */
@Singleton
class RunStore {
  private static final String RUNS =
      "select r.*, e.state = 'CONCLUDED' as revealed from run r"
          + " join experiment e on e.id = r.experiment_id ";

  private final Sql sql;

  @Inject
  RunStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * Serialises everything that changes the runs of one experiment. Taken before any row of a run or
   * an attempt, so that reports, cancellations and the reaper cannot wait for each other in a ring.
   */
  void lockExperiment(UUID experiment) {
    sql.list("select 1 from experiment where id = ? for no key update", row -> true, experiment);
  }

  void savePlan(RunPlan plan) {
    sql.update(
        """
        insert into run_plan (experiment_id, isolation, replicates, plan) values (?, ?, ?, ?::jsonb)
        """,
        plan.experimentId(),
        plan.minimumIsolation(),
        plan.replicates(),
        Json.write(plan));
  }

  RunPlan plan(UUID experiment) {
    return sql.list(
            "select plan::text from run_plan where experiment_id = ?",
            row -> Json.read(row.getString(1), RunPlan.class),
            experiment)
        .getFirst();
  }

  void insert(Run run, Instant now) {
    sql.update(
        """
        insert into run
          (id, experiment_id, program_id, arm, index, position, seed, state, created_at)
        values (?, ?, ?, ?, ?, ?, ?, 'PENDING', ?)
        """,
        run.id(),
        run.experimentId(),
        run.programId(),
        run.arm(),
        run.index(),
        run.position(),
        run.seed(),
        now);
  }

  /**
   * Ends a run, once.
   *
   * @return whether every run of its seed has ended now; empty when this one had ended before
   */
  Optional<Boolean> end(UUID run, RunState state, @Nullable String failure, Instant now) {
    return sql.find(
        """
        update run r set state = ?, failure = ?, ended_at = ?
        where id = ? and state in ('PENDING', 'RUNNING')
        returning not exists (
          select 1 from run other
          where other.experiment_id = r.experiment_id and other.index = r.index
            and other.id <> r.id and other.state in ('PENDING', 'RUNNING'))
        """,
        row -> row.getBoolean(1),
        state,
        failure,
        now,
        run);
  }

  void cancelAll(UUID experiment, Instant now) {
    sql.update(
        """
        update run set state = 'CANCELLED', ended_at = ?
        where experiment_id = ? and state in ('PENDING', 'RUNNING')
        """,
        now,
        experiment);
  }

  Optional<Run> find(UUID id) {
    return sql.find(RUNS + "where r.id = ?", RunStore::read, id);
  }

  /** By id. */
  Map<UUID, Run> all(List<UUID> ids) {
    Map<UUID, Run> runs = new HashMap<>();
    sql.list(RUNS + "where r.id = any(?)", RunStore::read, ids)
        .forEach(run -> runs.put(run.id(), run));
    return runs;
  }

  List<Run> of(UUID experiment) {
    return sql.list(
        RUNS + "where r.experiment_id = ? order by r.index, r.position",
        RunStore::read,
        experiment);
  }

  List<Run> page(UUID experiment, int afterIndex, int afterPosition, int limit) {
    return sql.list(
        RUNS
            + """
            where r.experiment_id = ? and (r.index, r.position) > (?, ?)
            order by r.index, r.position limit ?
            """,
        RunStore::read,
        experiment,
        afterIndex,
        afterPosition,
        limit);
  }

  /** By experiment; experiments without runs are absent. */
  Map<UUID, RunCounts> counts(List<UUID> experiments) {
    Map<UUID, RunCounts> counts = new HashMap<>();
    sql.list(
        """
        select r.experiment_id,
               count(*) filter (where r.state <> 'PENDING'
                 and exists (select 1 from attempt a
                             where a.run_id = r.id and a.started_at is not null)) as started,
               count(*) filter (where r.state in ('SUCCEEDED', 'FAILED')) as done,
               (select count(*) from attempt_flag f
                where f.experiment_id = r.experiment_id) as flags
        from run r where r.experiment_id = any(?) group by r.experiment_id
        """,
        row ->
            counts.put(
                Sql.id(row, "experiment_id"),
                new RunCounts(row.getInt("started"), row.getInt("done"), row.getInt("flags"))),
        experiments);
    return counts;
  }

  Optional<Isolation> weakestIsolation(UUID experiment) {
    return sql
        .list(
            "select distinct isolation from attempt where experiment_id = ? and isolation is not null",
            row -> Isolation.valueOf(row.getString(1)),
            experiment)
        .stream()
        .min(Isolation::compareTo);
  }

  void putParam(UUID run, String key, String value) {
    sql.update(
        """
        insert into run_param (run_id, key, value) values (?, ?, ?)
        on conflict (run_id, key) do update set value = excluded.value
        """,
        run,
        key,
        value);
  }

  void putTag(UUID run, String key, String value) {
    sql.update(
        """
        insert into run_tag (run_id, key, value) values (?, ?, ?)
        on conflict (run_id, key) do update set value = excluded.value
        """,
        run,
        key,
        value);
  }

  private static Run read(ResultSet row) throws SQLException {
    return new Run(
        Sql.id(row, "id"),
        Sql.id(row, "experiment_id"),
        Sql.id(row, "program_id"),
        Arm.valueOf(row.getString("arm")),
        row.getInt("index"),
        row.getInt("position"),
        row.getLong("seed"),
        RunState.valueOf(row.getString("state")),
        row.getString("failure"),
        row.getBoolean("revealed"));
  }
}
