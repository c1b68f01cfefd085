package dev.loopgate.experiments.experiment;

import dev.loopgate.chassis.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Reads all that is known of how a generation performs. */
@Singleton
class BaselineRunStore {
  private final Sql sql;

  @Inject
  BaselineRunStore(Sql sql) {
    this.sql = sql;
  }

  /** What a baseline run measured. */
  record BaselineRun(
      UUID run, UUID experiment, boolean isMeasurement, long seed, BigDecimal value) {}

  /**
   * The baseline runs of the generation of an experiment since it was measured last, its
   * measurement included, that workers of the experiment's class made, in the order in which they
   * ended.
   */
  List<BaselineRun> since(UUID generation, UUID experiment, String metric) {
    return sql.query(
            """
            with measurement as (
              select created_at from experiment
              where generation_id = :generation and kind = 'BASELINE' and not superseded)
            select r.id, r.experiment_id, e.kind = 'BASELINE' as is_measurement, r.seed, v.value
            from measurement, experiment e
            join run r on r.experiment_id = e.id and r.arm = 'BASELINE' and r.state = 'SUCCEEDED'
            join lateral (
              select m.value from metric m join attempt a on a.id = m.attempt_id
              where m.run_id = r.id and m.key = :metric and a.trusted and a.state = 'SUCCEEDED'
              order by a.stage_index desc, m.step desc, m.seq desc limit 1) v on true
            where e.generation_id = :generation and not e.superseded and r.ended_at >= measurement.created_at
              and exists (select 1 from attempt b
                          where b.run_id = r.id and b.worker_class = (
                            select c.worker_class from attempt c
                            where c.experiment_id = :experiment and c.worker_class is not null limit 1))
            order by r.ended_at, r.id
            """)
        .bind("generation", generation)
        .bind("experiment", experiment)
        .bind("metric", metric)
        .map(row ->
            new BaselineRun(
                row.getColumn("id", UUID.class),
                row.getColumn("experiment_id", UUID.class),
                row.getColumn("is_measurement", Boolean.class),
                row.getColumn("seed", Long.class),
                row.getColumn("value", BigDecimal.class)))
        .list();
  }
}
