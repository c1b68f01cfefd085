package dev.loopgate.experiments.run;

import dev.loopgate.contracts.experiments.ExperimentConcluded.Tripwire;
import dev.loopgate.contracts.work.Completion.Flag;
import dev.loopgate.experiments.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rows of tripwires that fired. */
@Singleton
class FlagStore {
  private final Sql sql;

  @Inject
  FlagStore(Sql sql) {
    this.sql = sql;
  }

  /** Adds to the flags of an attempt; the experiment's lock keeps others from doing so as well. */
  void insert(Attempt attempt, Flag flag, Instant now) {
    sql.update(
        """
        insert into attempt_flag (attempt_id, experiment_id, seq, kind, evidence, flagged_at)
        select ?, ?, coalesce(max(seq) + 1, 0), ?, ?, ? from attempt_flag where attempt_id = ?
        """,
        attempt.id(),
        attempt.experimentId(),
        flag.kind(),
        flag.evidence(),
        now,
        attempt.id());
  }

  List<String> kinds(UUID experiment) {
    return sql.list(
        "select distinct kind from attempt_flag where experiment_id = ? order by kind",
        row -> row.getString(1),
        experiment);
  }

  /** By experiment, the kinds in the order of their first sighting; absent where nothing fired. */
  Map<UUID, List<Tripwire>> tripwires(List<UUID> experiments) {
    Map<UUID, List<Tripwire>> tripwires = new HashMap<>();
    sql.list(
        """
        select experiment_id, kind, count(*) as times,
               (array_agg(evidence order by flagged_at, attempt_id, seq))[1] as evidence
        from attempt_flag where experiment_id = any(?)
        group by experiment_id, kind order by min(flagged_at), kind
        """,
        row ->
            tripwires
                .computeIfAbsent(Sql.id(row, "experiment_id"), id -> new ArrayList<>())
                .add(
                    new Tripwire(
                        row.getString("kind"), row.getInt("times"), row.getString("evidence"))),
        experiments);
    return tripwires;
  }
}
