package dev.loopgate.reviews.asking;

import dev.loopgate.contracts.experiments.IsolationOffered;
import dev.loopgate.contracts.reviews.DecisionMade;
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
 * Clears by rule what had to wait: for a resumption, or for a worker with a sandbox. Not in the
 * transaction of what it waited for, which holds the gate or the feed; a start catches up with what
 * a crash left.
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

  void offered(@Observes(during = TransactionPhase.AFTER_SUCCESS) IsolationOffered offer) {
    Thread.ofVirtual().name("clear-waiting").start(this::clear);
  }

  private void clear() {
    try {
      List<UUID> waiting = QuarkusTransaction.requiringNew().call(reviews::openClearances);
      waiting.forEach(id -> QuarkusTransaction.requiringNew().run(() -> reviews.clearByRule(id)));
    } catch (RuntimeException e) {
      LOG.warnf("Clearances that waited stay open for people: %s", e.getMessage());
    }
  }
}
