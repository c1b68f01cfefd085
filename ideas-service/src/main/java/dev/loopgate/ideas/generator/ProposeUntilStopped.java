package dev.loopgate.ideas.generator;

import dev.loopgate.chassis.loop.Loops;
import dev.loopgate.ideas.turn.OneThreadEach;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Makes ideas for as long as the service lives, whenever one is due, in a thread for each program.
 * It never dies: what fails is logged and tried again.
 */
@ApplicationScoped
class ProposeUntilStopped {
  private static final Logger LOG = Logger.getLogger(ProposeUntilStopped.class);
  private static final int FAILURE_PAUSES = 5;
  private static final int MOST_PROGRAMS = 16;

  private final Generator generator;
  private final GeneratorStore store;
  private final GeneratorConfig config;
  private final Loops loops;
  private final OneThreadEach<UUID> threads = new OneThreadEach<>("generator", MOST_PROGRAMS);
  private final Semaphore work = new Semaphore(0);
  private volatile boolean stopped;

  @Inject
  ProposeUntilStopped(
      Generator generator, GeneratorStore store, GeneratorConfig config, Loops loops) {
    this.generator = generator;
    this.store = store;
    this.config = config;
    this.loops = loops;
  }

  void start(@Observes StartupEvent started) {
    loops.start("generator", this::startDueAndWait);
  }

  void stop(@Observes ShutdownEvent stopping) {
    stopped = true;
    threads.interrupt();
  }

  /** Says that there may be work. */
  void wake() {
    work.release();
  }

  private void startDueAndWait() throws InterruptedException {
    store.due(config.mostUndecided()).forEach(this::start);
    if (work.tryAcquire(config.pause().toMillis(), TimeUnit.MILLISECONDS)) {
      work.drainPermits();
    }
  }

  private void start(UUID programId) {
    threads.start(programId, () -> run(programId));
  }

  private void run(UUID programId) {
    try {
      boolean isMore = true;
      while (isMore && !stopped) {
        isMore = generator.proposeNext(programId);
      }
    } catch (RuntimeException | Error e) {
      if (!stopped) {
        log(e);
        rest();
      }
    }
  }

  /** Nothing else is started for the program while this lasts. */
  private void rest() {
    try {
      Thread.sleep(config.pause().multipliedBy(FAILURE_PAUSES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void log(Throwable failure) {
    LOG.warnf("The generator failed: %s. Trying again.", failure.getMessage());
    LOG.debug("cause", failure);
  }
}
