package dev.loopgate.reviews.access;

import dev.loopgate.contracts.access.AccessRefused;
import dev.loopgate.reviews.record.RecordStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Records what this service refused; what the others refused arrives by their feeds. */
@ApplicationScoped
class RecordRefusals {
  private final RecordStore record;

  @Inject
  RecordRefusals(RecordStore record) {
    this.record = record;
  }

  void record(@Observes AccessRefused refusal) {
    record.append(AccessRefused.TYPE, refusal);
  }
}
