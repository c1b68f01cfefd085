package dev.loopgate.experiments.run;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.work.Completion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What belongs to runs, for all runs of a page at once; runs without any of it are absent. */
@Singleton
class RunDetailStore {
  private final Sql sql;

  @Inject
  RunDetailStore(Sql sql) {
    this.sql = sql;
  }

  Map<UUID, Map<String, String>> params(List<UUID> runs) {
    return pairs("select run_id, key, value from run_param where run_id = any(:runs)", runs);
  }

  Map<UUID, Map<String, String>> tags(List<UUID> runs) {
    return pairs("select run_id, key, value from run_tag where run_id = any(:runs)", runs);
  }

  private Map<UUID, Map<String, String>> pairs(String query, List<UUID> runs) {
    Map<UUID, Map<String, String>> pairs = new HashMap<>();
    sql.query(query)
        .bindArray("runs", UUID.class, runs)
        .map(row ->
            pairs
                .computeIfAbsent(row.getColumn("run_id", UUID.class), run -> new TreeMap<>())
                .put(row.getColumn("key", String.class), row.getColumn("value", String.class)))
        .list();
    return pairs;
  }

  /** What attempts that succeeded declared, in the order of stages and paths. */
  Map<UUID, List<Completion.Artifact>> artifacts(List<UUID> runs) {
    Map<UUID, List<Completion.Artifact>> artifacts = new HashMap<>();
    sql.query(
            """
            select f.run_id, f.path, f.digest, f.size
            from run_artifact f join attempt a on a.id = f.attempt_id
            where f.run_id = any(:runs) and a.state = 'SUCCEEDED'
            order by a.stage_index, f.path
            """)
        .bindArray("runs", UUID.class, runs)
        .map(row ->
            artifacts
                .computeIfAbsent(row.getColumn("run_id", UUID.class), run -> new ArrayList<>())
                .add(AttemptStore.artifact(row)))
        .list();
    return artifacts;
  }

  /** In the order of stages and numbers. */
  Map<UUID, List<Attempt>> attempts(List<UUID> runs) {
    Map<UUID, List<Attempt>> attempts = new HashMap<>();
    sql.query("select * from attempt where run_id = any(:runs) order by stage_index, number")
        .bindArray("runs", UUID.class, runs)
        .map(row ->
            attempts
                .computeIfAbsent(row.getColumn("run_id", UUID.class), run -> new ArrayList<>())
                .add(AttemptStore.read(row)))
        .list();
    return attempts;
  }

  /** By attempt, in the order in which they were raised. */
  Map<UUID, List<Completion.Flag>> flags(List<UUID> runs) {
    Map<UUID, List<Completion.Flag>> flags = new HashMap<>();
    sql.query(
            """
            select f.attempt_id, f.kind, f.evidence
            from attempt a join attempt_flag f on f.attempt_id = a.id
            where a.run_id = any(:runs)
            order by f.attempt_id, f.seq
            """)
        .bindArray("runs", UUID.class, runs)
        .map(row ->
            flags
                .computeIfAbsent(
                    row.getColumn("attempt_id", UUID.class), attempt -> new ArrayList<>())
                .add(
                    new Completion.Flag(
                        row.getColumn("kind", String.class),
                        row.getColumn("evidence", String.class))))
        .list();
    return flags;
  }
}
