package dev.loopgate.experiments.worker;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.experiments.Isolation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What was told last of the strongest sandbox that there is. */
@Singleton
class OfferStore {
  private final Sql sql;

  @Inject
  OfferStore(Sql sql) {
    this.sql = sql;
  }

  /** Makes everybody else who registers wait until this transaction ends. */
  void lock() {
    sql.query("select singleton from sandbox_offer for update").mapTo(Boolean.class).one();
  }

  /** False when that was told already. */
  boolean tryChange(Isolation strongest) {
    return sql.update(
                "update sandbox_offer set isolation = :strongest where isolation is distinct from :strongest")
            .bind("strongest", strongest)
            .execute()
        == 1;
  }
}
