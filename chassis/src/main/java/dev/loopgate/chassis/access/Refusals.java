package dev.loopgate.chassis.access;

import dev.loopgate.chassis.loop.Loops;
import dev.loopgate.contracts.access.AccessRefused;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Tells the service of refused actions, each in a transaction of its own, because the refused one
 * is rolled back. An observer of {@link AccessRefused} writes it where the log gets it.
 */
@ApplicationScoped
class Refusals {
  private static final Logger LOG = Logger.getLogger(Refusals.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final RepeatedRefusals repeated = new RepeatedRefusals();
  private final Event<AccessRefused> event;
  private final Clock clock;
  private final Loops loops;

  @Inject
  Refusals(Event<AccessRefused> event, Clock clock, Loops loops) {
    this.event = event;
    this.clock = clock;
    this.loops = loops;
  }

  void start(@Observes StartupEvent started) {
    loops.start("refusal-summaries", this::waitAndSummarise);
  }

  /** What was counted and not yet told would be lost with the process. */
  void stop(@Observes ShutdownEvent stopped) {
    repeated.due(Instant.MAX).forEach(this::tell);
  }

  void add(AccessRefused refusal) {
    repeated.add(refusal).ifPresent(this::tell);
  }

  private void waitAndSummarise() throws InterruptedException {
    Thread.sleep(LOOK_AGAIN);
    repeated.due(clock.instant()).forEach(this::tell);
  }

  /** The action stays refused whether or not this can be written. */
  private void tell(AccessRefused refusal) {
    try {
      QuarkusTransaction.requiringNew().run(() -> event.fire(refusal));
    } catch (RuntimeException e) {
      LOG.errorf(e, "A refusal cannot be recorded: %s", refusal);
    }
  }
}
