package dev.loopgate.reviews.resumption;

import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.reviews.asking.Reviews;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * After a resumption, clears by rule what arrived while that was forbidden. Not in the transaction
 * of the decision, which holds the gate; a start catches up with what a crash left.
 */
@ApplicationScoped
class ClearWaiting {
  private static final Logger LOG = Logger.getLogger(ClearWaiting.class);

  private final Reviews reviews;

  @Inject
  ClearWaiting(Reviews reviews) {
    this.reviews = reviews;
  }

  void started(@Observes StartupEvent started) {
    Thread.ofVirtual().name("clear-waiting").start(this::clear);
  }

  void decided(@Observes(during = TransactionPhase.AFTER_SUCCESS) DecisionMade decision) {
    if (decision.outcome() == DecisionMade.Outcome.RESUME) {
      Thread.ofVirtual().name("clear-waiting").start(this::clear);
    }
  }

  private void clear() {
    try {
      List<UUID> waiting = QuarkusTransaction.requiringNew().call(reviews::openClearances);
      waiting.forEach(id -> QuarkusTransaction.requiringNew().run(() -> reviews.clearByRule(id)));
    } catch (RuntimeException e) {
      LOG.warnf("Clearances that waited for a resumption stay open for people: %s", e.getMessage());
    }
  }
}
