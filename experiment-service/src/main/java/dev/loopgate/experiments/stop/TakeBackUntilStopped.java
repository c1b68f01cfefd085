package dev.loopgate.experiments.stop;

import dev.loopgate.chassis.loop.Loops;
import dev.loopgate.chassis.wake.Wakeups;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Takes back what runs as soon as a stop is in force. A thread of its own, since it may have to
 * wait for reports that are being written, and a stop waits for nothing.
 */
@ApplicationScoped
class TakeBackUntilStopped {
  private static final Duration NET = Duration.ofSeconds(30);

  private final Stops stops;
  private final Wakeups wakeups;
  private final Loops loops;

  @Inject
  TakeBackUntilStopped(Stops stops, Wakeups wakeups, Loops loops) {
    this.stops = stops;
    this.wakeups = wakeups;
    this.loops = loops;
  }

  void start(@Observes StartupEvent started) {
    loops.start("take-back", this::takeBack);
  }

  private void takeBack() throws InterruptedException {
    long mark = wakeups.mark(Wakeups.STOPS);
    stops
        .begun()
        .forEach(stop -> QuarkusTransaction.requiringNew().run(() -> stops.takeBack(stop)));
    wakeups.await(Wakeups.STOPS, mark, NET);
  }
}
