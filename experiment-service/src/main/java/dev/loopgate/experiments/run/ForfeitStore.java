package dev.loopgate.experiments.run;

import dev.loopgate.chassis.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Finds the runs that a stop by the idea's own side gives up. */
@Singleton
class ForfeitStore {
  private final Sql sql;

  @Inject
  ForfeitStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * Of pairs under way, when a stop has not come to what runs yet. The caller holds the
   * experiments.
   *
   * <p>Authors of an idea are who proposed it and, for an agent, its sponsor: so who stopped, or
   * the sponsor of the agent that did, is one of them.
   */
  List<Forfeit> find(List<UUID> experiments) {
    return sql.query(
            """
            select distinct on (e.id, r.index) r.id, e.id as experiment_id, s.key, s.stopped_by
            from experiment e
            join idea i on i.id = e.idea_id
            join stop s on (s.program_id is null or s.program_id = e.program_id)
              and (i.fact -> 'authors' @> to_jsonb(s.stopped_by) or i.fact -> 'authors' @> to_jsonb(s.sponsor))
            join run r on r.experiment_id = e.id
            where e.id = any(:experiments) and e.state = 'RUNNING' and s.in_force and s.taken_back_at is null
              and r.arm = 'CANDIDATE' and r.state in ('PENDING', 'RUNNING', 'SUCCEEDED')
              and exists
                (select 1 from pair_under_way p
                 where p.experiment_id = r.experiment_id and p.index = r.index)
              and exists
                (select 1 from run begun
                 where begun.experiment_id = r.experiment_id and begun.index = r.index
                   and begun.state <> 'PENDING')
            order by e.id, r.index, s.stopped_at
            """)
        .bindArray("experiments", UUID.class, experiments)
        .map(row ->
            new Forfeit(
                row.getColumn("id", UUID.class),
                row.getColumn("experiment_id", UUID.class),
                row.getColumn("key", String.class),
                row.getColumn("stopped_by", String.class)))
        .list();
  }
}
