package dev.loopgate.experiments.stop;

import dev.loopgate.chassis.wake.Wakeups;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Takes back what runs as soon as a stop is in force. A thread of its own, since it may have to
 * wait for reports that are being written, and a stop waits for nothing.
 */
@ApplicationScoped
class TakeBackUntilStopped {
  private static final Logger LOG = Logger.getLogger(TakeBackUntilStopped.class);
  private static final Duration NET = Duration.ofSeconds(30);
  private static final Duration AFTER_FAULT = Duration.ofMillis(200);

  private final Stops stops;
  private final Wakeups wakeups;
  private final Thread thread =
      Thread.ofVirtual().name("take-back").unstarted(this::takeBackUntilStopped);

  @Inject
  TakeBackUntilStopped(Stops stops, Wakeups wakeups) {
    this.stops = stops;
    this.wakeups = wakeups;
  }

  void start(@Observes StartupEvent started) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent stopped) {
    thread.interrupt();
  }

  private void takeBackUntilStopped() {
    try {
      while (!wakeups.isEnding()) {
        long mark = wakeups.mark(Wakeups.STOPS);
        wakeups.await(Wakeups.STOPS, mark, isDone() ? NET : AFTER_FAULT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDone() {
    try {
      stops
          .begun()
          .forEach(stop -> QuarkusTransaction.requiringNew().run(() -> stops.takeBack(stop)));
      return true;
    } catch (RuntimeException e) {
      if (!wakeups.isEnding()) {
        LOG.warnf("What runs cannot be taken back now: %s. Trying again.", e.getMessage());
      }
      return false;
    }
  }
}
