package dev.loopgate.reviews.stop;

import dev.loopgate.chassis.loop.Loops;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/** Ends stops that end by themselves, a few seconds late at most. */
@ApplicationScoped
class EndBriefStops {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Stops stops;
  private final Loops loops;

  @Inject
  EndBriefStops(Stops stops, Loops loops) {
    this.stops = stops;
    this.loops = loops;
  }

  void start(@Observes StartupEvent started) {
    loops.start("brief-stops", this::waitAndEnd);
  }

  private void waitAndEnd() throws InterruptedException {
    Thread.sleep(PAUSE);
    stops.endOverdue();
  }
}
