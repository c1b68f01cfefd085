package dev.loopgate.chassis.feed;

import dev.loopgate.contracts.feed.EventPassedOver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Tells what was passed over in the service's own feed, which the log follows. */
@ApplicationScoped
class TellPassedOver {
  private final FeedStore feed;

  @Inject
  TellPassedOver(FeedStore feed) {
    this.feed = feed;
  }

  void tell(@Observes EventPassedOver passedOver) {
    feed.append(EventPassedOver.TYPE, passedOver.eventId(), passedOver.programId(), passedOver);
  }
}
