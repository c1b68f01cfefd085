package dev.loopgate.experiments.run;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.wire.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
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
    sql.query("select 1 from experiment where id = :experiment for no key update")
        .bind("experiment", experiment)
        .mapTo(int.class)
        .list();
  }

  void savePlan(RunPlan plan) {
    sql.update(
            """
            insert into run_plan (experiment_id, isolation, replicates, plan) values (:experimentId,
              :minimumIsolation, :replicates, :plan::jsonb)
            """,
            plan)
        .bind("replicates", plan.replicates())
        .bind("plan", Json.write(plan))
        .execute();
  }

  RunPlan plan(UUID experiment) {
    return sql.query("select plan::text from run_plan where experiment_id = :experiment")
        .bind("experiment", experiment)
        .map(row -> Json.read(row.getColumn("plan", String.class), RunPlan.class))
        .one();
  }

  void insert(Run run, Instant now) {
    sql.update(
            """
            insert into run
              (id, experiment_id, program_id, arm, index, position, seed, state, created_at)
            values (:id, :experimentId, :programId, :arm, :index, :position, :seed, 'PENDING', :now)
            """,
            run)
        .bind("now", now)
        .execute();
  }

  /**
   * Ends a run, once.
   *
   * @return whether every run of its seed has ended now; empty when this one had ended before
   */
  Optional<Boolean> end(UUID run, RunState state, @Nullable String failure, Instant now) {
    return end(run, Set.of(RunState.PENDING, RunState.RUNNING), state, failure, now);
  }

  /** Lets a run fail, also one that succeeded; answers like {@link #end}. */
  Optional<Boolean> forfeit(UUID run, String failure, Instant now) {
    return end(
        run,
        Set.of(RunState.PENDING, RunState.RUNNING, RunState.SUCCEEDED),
        RunState.FAILED,
        failure,
        now);
  }

  private Optional<Boolean> end(
      UUID run, Set<RunState> from, RunState state, @Nullable String failure, Instant now) {
    return sql.query(
            """
            update run r set state = :state, failure = :failure, ended_at = :now
            where id = :run and state = any(:from)
            returning not exists (
              select from run other
              where other.experiment_id = r.experiment_id and other.index = r.index
                and other.id <> r.id and other.state in ('PENDING', 'RUNNING'))
            """)
        .bindArray("from", String.class, from.stream().map(RunState::name).toList())
        .bind("state", state)
        .bind("failure", failure)
        .bind("now", now)
        .bind("run", run)
        .mapTo(boolean.class)
        .findFirst();
  }

  void cancelAll(UUID experiment, Instant now) {
    sql.update(
            """
            update run set state = 'CANCELLED', ended_at = :now
            where experiment_id = :experiment and state in ('PENDING', 'RUNNING')
            """)
        .bind("now", now)
        .bind("experiment", experiment)
        .execute();
  }

  Optional<Run> find(UUID id) {
    return sql.query(RUNS + "where r.id = :id").bind("id", id).map(RunStore::read).findFirst();
  }

  /** By id. */
  Map<UUID, Run> all(List<UUID> ids) {
    Map<UUID, Run> runs = new HashMap<>();
    sql.query(RUNS + "where r.id = any(:ids)")
        .bindArray("ids", UUID.class, ids)
        .map(RunStore::read)
        .list()
        .forEach(run -> runs.put(run.id(), run));
    return runs;
  }

  List<Run> of(UUID experiment) {
    return sql.query(RUNS + "where r.experiment_id = :experiment order by r.index, r.position")
        .bind("experiment", experiment)
        .map(RunStore::read)
        .list();
  }

  /** Whether a run of its pair, itself or the other, has not ended. */
  boolean isPairUnderWay(UUID run) {
    return sql.query(
            """
            select 1 from run r
            join pair_under_way p on p.experiment_id = r.experiment_id and p.index = r.index
            where r.id = :run limit 1
            """)
        .bind("run", run)
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }

  List<Run> page(UUID experiment, Shown shown, int afterIndex, int afterPosition, int limit) {
    return sql.query(
            RUNS
                + """
                where r.experiment_id = :experiment and (r.index, r.position) > (:afterIndex,
                  :afterPosition)
                  and (:all or not exists
                    (select 1 from pair_under_way p
                     where p.experiment_id = r.experiment_id and p.index = r.index))
                order by r.index, r.position limit :limit
                """)
        .bind("experiment", experiment)
        .bind("all", shown == Shown.ALL)
        .bind("afterIndex", afterIndex)
        .bind("afterPosition", afterPosition)
        .bind("limit", limit)
        .map(RunStore::read)
        .list();
  }

  /** By experiment, of what is shown; experiments without such runs are absent. */
  Map<UUID, RunCounts> counts(List<UUID> experiments, Shown shown) {
    Map<UUID, RunCounts> counts = new HashMap<>();
    sql.query(
            """
            select r.experiment_id,
                   count(*) filter (where r.state <> 'PENDING'
                     and exists (select 1 from attempt a
                                 where a.run_id = r.id and a.started_at is not null)) as started,
                   count(*) filter (where r.state in ('SUCCEEDED', 'FAILED')) as done,
                   (select count(*) from attempt_flag f join attempt b on b.id = f.attempt_id
                    where f.experiment_id = r.experiment_id
                      and (:all or not exists
                        (select 1 from pair_under_way p
                         where p.experiment_id = b.experiment_id and p.index = b.run_index))) as flags
            from run r
            where r.experiment_id = any(:experiments)
              and (:all or not exists
                (select 1 from pair_under_way p
                 where p.experiment_id = r.experiment_id and p.index = r.index))
            group by r.experiment_id
            """)
        .bindArray("experiments", UUID.class, experiments)
        .bind("all", shown == Shown.ALL)
        .map(row ->
            counts.put(
                row.getColumn("experiment_id", UUID.class),
                new RunCounts(
                    row.getColumn("started", Integer.class),
                    row.getColumn("done", Integer.class),
                    row.getColumn("flags", Integer.class))))
        .list();
    return counts;
  }

  Optional<Isolation> weakestIsolation(UUID experiment) {
    return sql
        .query(
            """
            select distinct isolation from attempt
            where experiment_id = :experiment and isolation is not null
            """)
        .bind("experiment", experiment)
        .mapTo(Isolation.class)
        .list()
        .stream()
        .min(Isolation::compareTo);
  }

  void putParam(UUID run, String key, String value) {
    sql.update(
            """
            insert into run_param (run_id, key, value) values (:run, :key, :value)
            on conflict (run_id, key) do update set value = excluded.value
            """)
        .bind("run", run)
        .bind("key", key)
        .bind("value", value)
        .execute();
  }

  void putTag(UUID run, String key, String value) {
    sql.update(
            """
            insert into run_tag (run_id, key, value) values (:run, :key, :value)
            on conflict (run_id, key) do update set value = excluded.value
            """)
        .bind("run", run)
        .bind("key", key)
        .bind("value", value)
        .execute();
  }

  private static Run read(RowView row) {
    return new Run(
        row.getColumn("id", UUID.class),
        row.getColumn("experiment_id", UUID.class),
        row.getColumn("program_id", UUID.class),
        row.getColumn("arm", Arm.class),
        row.getColumn("index", Integer.class),
        row.getColumn("position", Integer.class),
        row.getColumn("seed", Long.class),
        row.getColumn("state", RunState.class),
        row.getColumn("failure", String.class),
        row.getColumn("revealed", Boolean.class));
  }
}
