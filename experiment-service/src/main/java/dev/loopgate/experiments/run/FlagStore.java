package dev.loopgate.experiments.run;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.experiments.ExperimentConcluded.Tripwire;
import dev.loopgate.contracts.work.Completion.Flag;
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
            select :id, :experimentId, coalesce(max(seq) + 1, 0), :kind, :evidence,
              :now from attempt_flag where attempt_id = :id
            """)
        .bind("id", attempt.id())
        .bind("experimentId", attempt.experimentId())
        .bind("kind", flag.kind())
        .bind("evidence", flag.evidence())
        .bind("now", now)
        .execute();
  }

  List<String> kinds(UUID experiment) {
    return sql.query(
            """
            select distinct kind from attempt_flag
            where experiment_id = :experiment
            order by kind
            """)
        .bind("experiment", experiment)
        .mapTo(String.class)
        .list();
  }

  /** By experiment, the kinds in the order of their first sighting; absent where nothing fired. */
  Map<UUID, List<Tripwire>> tripwires(List<UUID> experiments) {
    Map<UUID, List<Tripwire>> tripwires = new HashMap<>();
    sql.query(
            """
            select experiment_id, kind, count(*) as times,
                   (array_agg(evidence order by flagged_at, attempt_id, seq))[1] as evidence
            from attempt_flag where experiment_id = any(:experiments)
            group by experiment_id, kind order by min(flagged_at), kind
            """)
        .bindArray("experiments", UUID.class, experiments)
        .map(row ->
            tripwires
                .computeIfAbsent(
                    row.getColumn("experiment_id", UUID.class), id -> new ArrayList<>())
                .add(
                    new Tripwire(
                        row.getColumn("kind", String.class),
                        row.getColumn("times", Integer.class),
                        row.getColumn("evidence", String.class))))
        .list();
    return tripwires;
  }
}
