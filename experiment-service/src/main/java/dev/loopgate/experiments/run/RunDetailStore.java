package dev.loopgate.experiments.run;

import dev.loopgate.contracts.work.Completion;
import dev.loopgate.experiments.sql.Sql;
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
    return pairs("select run_id, key, value from run_param where run_id = any(?)", runs);
  }

  Map<UUID, Map<String, String>> tags(List<UUID> runs) {
    return pairs("select run_id, key, value from run_tag where run_id = any(?)", runs);
  }

  private Map<UUID, Map<String, String>> pairs(String query, List<UUID> runs) {
    Map<UUID, Map<String, String>> pairs = new HashMap<>();
    sql.list(
        query,
        row ->
            pairs
                .computeIfAbsent(Sql.id(row, "run_id"), run -> new TreeMap<>())
                .put(row.getString("key"), row.getString("value")),
        runs);
    return pairs;
  }

  /** What attempts that succeeded declared, in the order of stages and paths. */
  Map<UUID, List<Completion.Artifact>> artifacts(List<UUID> runs) {
    Map<UUID, List<Completion.Artifact>> artifacts = new HashMap<>();
    sql.list(
        """
        select f.run_id, f.path, f.digest, f.size
        from run_artifact f join attempt a on a.id = f.attempt_id
        where f.run_id = any(?) and a.state = 'SUCCEEDED'
        order by a.stage_index, f.path
        """,
        row ->
            artifacts
                .computeIfAbsent(Sql.id(row, "run_id"), run -> new ArrayList<>())
                .add(new Completion.Artifact(row.getString(2), row.getString(3), row.getLong(4))),
        runs);
    return artifacts;
  }

  /** In the order of stages and numbers. */
  Map<UUID, List<Attempt>> attempts(List<UUID> runs) {
    Map<UUID, List<Attempt>> attempts = new HashMap<>();
    sql.list(
        "select * from attempt where run_id = any(?) order by stage_index, number",
        row ->
            attempts
                .computeIfAbsent(Sql.id(row, "run_id"), run -> new ArrayList<>())
                .add(AttemptStore.read(row)),
        runs);
    return attempts;
  }

  /** By attempt, in the order in which they were raised. */
  Map<UUID, List<Completion.Flag>> flags(List<UUID> runs) {
    Map<UUID, List<Completion.Flag>> flags = new HashMap<>();
    sql.list(
        """
        select f.attempt_id, f.kind, f.evidence
        from attempt a join attempt_flag f on f.attempt_id = a.id
        where a.run_id = any(?)
        order by f.attempt_id, f.seq
        """,
        row ->
            flags
                .computeIfAbsent(Sql.id(row, "attempt_id"), attempt -> new ArrayList<>())
                .add(new Completion.Flag(row.getString("kind"), row.getString("evidence"))),
        runs);
    return flags;
  }
}
