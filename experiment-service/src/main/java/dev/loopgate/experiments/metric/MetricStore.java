package dev.loopgate.experiments.metric;

import dev.loopgate.experiments.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
        sql.list(
                "select coalesce(max(seq) + 1, 0) from metric where attempt_id = ?",
                row -> row.getInt(1),
                attempt)
            .getFirst();
    insert(attempt, run, first, points);
  }

  /** What the attempt reported at its end is all that it logged. */
  public void replace(UUID attempt, UUID run, List<Metrics.Point> points) {
    sql.update("delete from metric where attempt_id = ?", attempt);
    insert(attempt, run, 0, points);
  }

  private void insert(UUID attempt, UUID run, int first, List<Metrics.Point> points) {
    List<@Nullable Object[]> rows =
        IntStream.range(0, points.size())
            .<@Nullable Object[]>mapToObj(i -> row(attempt, run, first + i, points.get(i)))
            .toList();
    sql.batch(
        "insert into metric (attempt_id, run_id, seq, key, value, step) values (?, ?, ?, ?, ?, ?)",
        rows);
  }

  private static @Nullable Object[] row(UUID attempt, UUID run, int seq, Metrics.Point point) {
    return new @Nullable Object[] {attempt, run, seq, point.key(), point.value(), point.step()};
  }

  public List<String> keys(UUID run) {
    return sql.list(
        "select distinct key from metric where run_id = ? order by key",
        row -> row.getString(1),
        run);
  }

  /**
   * The last value of each key of each run of an experiment, by run. Only attempts that succeeded
   * count.
   */
  public Map<UUID, Map<String, BigDecimal>> last(UUID experiment, boolean trusted) {
    Map<UUID, Map<String, BigDecimal>> values = new HashMap<>();
    sql.list(
        """
        select distinct on (m.run_id, m.key) m.run_id, m.key, m.value
        from metric m join attempt a on a.id = m.attempt_id
        where a.experiment_id = ? and a.trusted = ? and a.state = 'SUCCEEDED'
        order by m.run_id, m.key, a.stage_index desc, m.step desc, m.seq desc
        """,
        row ->
            values
                .computeIfAbsent(Sql.id(row, "run_id"), run -> new HashMap<>())
                .put(row.getString("key"), row.getBigDecimal("value")),
        experiment,
        trusted);
    return values;
  }
}
