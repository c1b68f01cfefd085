package dev.loopgate.chassis.feed;

import dev.loopgate.contracts.access.AccessRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Tells what was refused in the service's own feed, which the log follows. */
@ApplicationScoped
class TellRefusals {
  private final FeedStore feed;

  @Inject
  TellRefusals(FeedStore feed) {
    this.feed = feed;
  }

  void tell(@Observes AccessRefused refusal) {
    feed.append(AccessRefused.TYPE, refusal.principal(), null, refusal);
  }
}
