package dev.loopgate.reviews.record;

import dev.loopgate.contracts.feed.EventPassedOver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Records what this service passes over; what the others pass over arrives by their feeds. */
@ApplicationScoped
class RecordPassedOver {
  private final LogStore record;

  @Inject
  RecordPassedOver(LogStore record) {
    this.record = record;
  }

  void record(@Observes EventPassedOver passedOver) {
    record.append(EventPassedOver.TYPE, passedOver);
  }
}
