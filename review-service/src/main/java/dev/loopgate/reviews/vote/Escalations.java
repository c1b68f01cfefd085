package dev.loopgate.reviews.vote;

import dev.loopgate.reviews.docket.Docket;
import dev.loopgate.reviews.record.LogStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Says aloud when those who could decide have become too few. */
@ApplicationScoped
class Escalations {
  private static final Logger LOG = Logger.getLogger(Escalations.class);

  private final LogStore record;

  @Inject
  Escalations(LogStore record) {
    this.record = record;
  }

  private record Entry(UUID reviewId, String key, List<String> recused, List<String> eligible) {}

  void tellIfNew(Docket before, Docket after) {
    if (before.isEscalated() || !after.isEscalated()) {
      return;
    }
    List<String> eligible =
        after.standing().eligible().stream().map(person -> person.person()).toList();
    record.append(
        "review.escalated",
        new Entry(after.review().id(), after.review().key(), after.standing().recused(), eligible));
    LOG.warnf(
        "Review %s can no longer be decided by those who are known: recused are %s",
        after.review().key(), after.standing().recused());
  }
}
