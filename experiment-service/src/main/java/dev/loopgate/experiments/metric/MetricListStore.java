package dev.loopgate.experiments.metric;

import dev.loopgate.chassis.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/** Logged numbers as they are shown: the last of each metric, or the history of one, in pages. */
@Singleton
public class MetricListStore {
  private final Sql sql;

  @Inject
  MetricListStore(Sql sql) {
    this.sql = sql;
  }

  /** A value of a history. */
  public record Point(MetricPosition position, LoggedMetric metric) {}

  private record Latest(UUID run, boolean trusted, LoggedMetric metric) {}

  /** By run; runs that logged nothing are absent. What lost attempts logged does not count. */
  public Map<UUID, LatestMetrics> latest(List<UUID> runs) {
    Map<UUID, List<Latest>> byRun = new HashMap<>();
    sql.query(
            """
            select * from (
              select distinct on (m.run_id, a.stage_index, m.key)
                m.run_id, a.trusted, m.key, m.value::text as value, m.step, a.stage, a.stage_index,
                a.number, m.seq
              from metric m join attempt a on a.id = m.attempt_id
              where m.run_id = any(:runs) and a.state not in ('LOST', 'STOPPED')
              order by m.run_id, a.stage_index, m.key, a.number desc, m.step desc, m.seq desc) last
            order by run_id, stage_index, number, seq
            """)
        .bindArray("runs", UUID.class, runs)
        .map(row ->
            new Latest(
                row.getColumn("run_id", UUID.class),
                row.getColumn("trusted", Boolean.class),
                logged(row)))
        .list()
        .forEach(
            latest -> byRun.computeIfAbsent(latest.run(), run -> new ArrayList<>()).add(latest));
    Map<UUID, LatestMetrics> all = new HashMap<>();
    byRun.forEach((run, some) -> all.put(run, new LatestMetrics(of(some, false), of(some, true))));
    return all;
  }

  private static List<LoggedMetric> of(List<Latest> some, boolean trusted) {
    return some.stream().filter(latest -> latest.trusted() == trusted).map(Latest::metric).toList();
  }

  /** Every value of one metric of a run after a position, in the order of stages and steps. */
  public List<Point> page(UUID run, String key, MetricPosition after, int limit) {
    return sql.query(
            """
            select m.key, m.value::text as value, m.step, a.stage, a.stage_index, a.number, m.seq
            from metric m join attempt a on a.id = m.attempt_id
            where m.run_id = :run and m.key = :key and a.state not in ('LOST', 'STOPPED')
              and (a.stage_index, a.number, m.step, m.seq) > (:stageIndex, :attempt, :step, :seq)
            order by a.stage_index, a.number, m.step, m.seq
            limit :limit
            """)
        .bind("run", run)
        .bind("key", key)
        .bind("stageIndex", after.stageIndex())
        .bind("attempt", after.attempt())
        .bind("step", after.step())
        .bind("seq", after.seq())
        .bind("limit", limit)
        .map(row ->
            new Point(
                new MetricPosition(
                    row.getColumn("stage_index", Integer.class),
                    row.getColumn("number", Integer.class),
                    row.getColumn("step", Long.class),
                    row.getColumn("seq", Integer.class)),
                logged(row)))
        .list();
  }

  private static LoggedMetric logged(RowView row) {
    return new LoggedMetric(
        row.getColumn("key", String.class),
        row.getColumn("value", String.class),
        row.getColumn("step", Long.class),
        row.getColumn("stage", String.class));
  }
}
