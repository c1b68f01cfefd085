package dev.loopgate.experiments.metric;

import dev.loopgate.chassis.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Rows of logged numbers. Whether a row is a claim or a measurement is the attempt's: no sender can
 * say so.
 */
@Singleton
public class MetricStore {
  private final Sql sql;

  @Inject
  MetricStore(Sql sql) {
    this.sql = sql;
  }

  /** Adds points that an attempt logged while it runs. */
  public void append(UUID attempt, UUID run, List<Metrics.Point> points) {
    int first =
        sql.query("select coalesce(max(seq) + 1, 0) from metric where attempt_id = :attempt")
            .bind("attempt", attempt)
            .mapTo(int.class)
            .one();
    insert(attempt, run, first, points);
  }

  /** What the attempt reported at its end is all that it logged. */
  public void replace(UUID attempt, UUID run, List<Metrics.Point> points) {
    sql.update("delete from metric where attempt_id = :attempt").bind("attempt", attempt).execute();
    insert(attempt, run, 0, points);
  }

  private void insert(UUID attempt, UUID run, int first, List<Metrics.Point> points) {
    PreparedBatch insert =
        sql.batch(
            """
            insert into metric (attempt_id, run_id, seq, key, value, step)
            values (:attempt, :run, :seq, :key, :value, :step)
            """);
    for (int i = 0; i < points.size(); i++) {
      Metrics.Point point = points.get(i);
      insert
          .bind("attempt", attempt)
          .bind("run", run)
          .bind("seq", first + i)
          .bind("key", point.key())
          .bind("value", point.value())
          .bind("step", point.step())
          .add();
    }
    insert.execute();
  }

  public List<String> keys(UUID run) {
    return sql.query("select distinct key from metric where run_id = :run order by key")
        .bind("run", run)
        .mapTo(String.class)
        .list();
  }

  /**
   * The last value of each key of each run of an experiment, by run. Only attempts that succeeded
   * count.
   */
  public Map<UUID, Map<String, BigDecimal>> last(UUID experiment, boolean trusted) {
    Map<UUID, Map<String, BigDecimal>> values = new HashMap<>();
    sql.query(
            """
            select distinct on (m.run_id, m.key) m.run_id, m.key, m.value
            from metric m join attempt a on a.id = m.attempt_id
            where a.experiment_id = :experiment and a.trusted = :trusted and a.state = 'SUCCEEDED'
            order by m.run_id, m.key, a.stage_index desc, m.step desc, m.seq desc
            """)
        .bind("experiment", experiment)
        .bind("trusted", trusted)
        .map(row ->
            values
                .computeIfAbsent(row.getColumn("run_id", UUID.class), run -> new HashMap<>())
                .put(row.getColumn("key", String.class), row.getColumn("value", BigDecimal.class)))
        .list();
    return values;
  }
}
