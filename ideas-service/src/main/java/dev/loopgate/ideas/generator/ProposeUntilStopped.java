package dev.loopgate.ideas.generator;

import dev.loopgate.ideas.turn.OneThreadEach;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
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
  private final OneThreadEach<UUID> threads = new OneThreadEach<>("generator", MOST_PROGRAMS);
  private final Semaphore work = new Semaphore(0);
  private volatile boolean stopped;
  private Optional<Thread> thread = Optional.empty();

  @Inject
  ProposeUntilStopped(Generator generator, GeneratorStore store, GeneratorConfig config) {
    this.generator = generator;
    this.store = store;
    this.config = config;
  }

  void start(@Observes StartupEvent started) {
    thread = Optional.of(Thread.ofVirtual().name("generator").start(this::run));
  }

  void stop(@Observes ShutdownEvent stopping) {
    stopped = true;
    thread.ifPresent(Thread::interrupt);
    threads.interrupt();
  }

  /** Says that there may be work. */
  void wake() {
    work.release();
  }

  private void run() {
    while (!stopped) {
      try {
        store.due(config.mostUndecided()).forEach(this::start);
        pause(1);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        if (!stopped && !logAndPause(e)) {
          return;
        }
      }
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

  private boolean logAndPause(Throwable failure) {
    log(failure);
    try {
      pause(FAILURE_PAUSES);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void log(Throwable failure) {
    LOG.warnf("The generator failed: %s. Trying again.", failure.getMessage());
    LOG.debug("cause", failure);
  }

  private void pause(int times) throws InterruptedException {
    if (work.tryAcquire(config.pause().toMillis() * times, TimeUnit.MILLISECONDS)) {
      work.drainPermits();
    }
  }
}
