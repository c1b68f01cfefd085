package dev.loopgate.reviews.access;

import dev.loopgate.contracts.access.AccessRefused;
import dev.loopgate.reviews.record.LogStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Records what this service refused; what the others refused arrives by their feeds. */
@ApplicationScoped
class RecordRefusals {
  private final LogStore record;

  @Inject
  RecordRefusals(LogStore record) {
    this.record = record;
  }

  void record(@Observes AccessRefused refusal) {
    record.append(AccessRefused.TYPE, refusal);
  }
}
