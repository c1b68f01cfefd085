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

  /**
   * By experiment, of what is shown, the kinds in the order of their first sighting; absent where
   * nothing fired.
   */
  Map<UUID, List<Tripwire>> tripwires(List<UUID> experiments, Shown shown) {
    Map<UUID, List<Tripwire>> tripwires = new HashMap<>();
    sql.query(
            """
            select f.experiment_id, f.kind, count(*) as times,
                   (array_agg(f.evidence order by f.flagged_at, f.attempt_id, f.seq))[1] as evidence
            from attempt_flag f join attempt a on a.id = f.attempt_id
            where f.experiment_id = any(:experiments)
              and (:all or not exists
                (select 1 from pair_under_way p
                 where p.experiment_id = a.experiment_id and p.index = a.run_index))
            group by f.experiment_id, f.kind order by min(f.flagged_at), f.kind
            """)
        .bindArray("experiments", UUID.class, experiments)
        .bind("all", shown == Shown.ALL)
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
