package dev.loopgate.reviews.entity;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.transaction.Status;

/** Hibernate writes what entities have changed when it likes; the SQL of a store cannot wait. */
public final class Entities {
  private Entities() {}

  /** Writes what the transaction under way has changed, so that a store reads it. */
  public static void write() {
    if (QuarkusTransaction.getStatus() == Status.STATUS_ACTIVE) {
      Panache.getEntityManager().flush();
    }
  }
}
