package dev.loopgate.reviews.subject;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.experiments.IsolationOffered;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The strongest sandbox that experiment-service has told of last. */
@Singleton
public class SandboxStore {
  private final Sql sql;

  @Inject
  SandboxStore(Sql sql) {
    this.sql = sql;
  }

  /** Keeps what is offered now instead of what was before. */
  public void save(IsolationOffered offer) {
    sql.update(
            """
            insert into sandbox_offer (isolation, worker, offered_at)
            values (:strongest, :worker, :offeredAt)
            on conflict (singleton) do update
            set isolation = excluded.isolation, worker = excluded.worker,
                offered_at = excluded.offered_at
            """,
            offer)
        .execute();
  }
}
