package dev.loopgate.ideas.generator;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Makes ideas for as long as the service lives, whenever one is due. It never dies: what fails is
 * logged and tried again.
 */
@ApplicationScoped
class ProposeUntilStopped {
  private static final Logger LOG = Logger.getLogger(ProposeUntilStopped.class);
  private static final int FAILURE_PAUSES = 5;

  private final Generator generator;
  private final GeneratorConfig config;
  private final Semaphore work = new Semaphore(0);
  private volatile boolean stopped;
  private Optional<Thread> thread = Optional.empty();

  @Inject
  ProposeUntilStopped(Generator generator, GeneratorConfig config) {
    this.generator = generator;
    this.config = config;
  }

  void start(@Observes StartupEvent started) {
    thread = Optional.of(Thread.ofVirtual().name("generator").start(this::run));
  }

  void stop(@Observes ShutdownEvent stopping) {
    stopped = true;
    thread.ifPresent(Thread::interrupt);
  }

  /** Says that there may be work. */
  void wake() {
    work.release();
  }

  private void run() {
    while (!stopped) {
      try {
        boolean made = generator.proposeNext();
        if (!made) {
          pause(1);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        if (!stopped && !logAndPause(e)) {
          return;
        }
      }
    }
  }

  private boolean logAndPause(Throwable failure) {
    LOG.warnf("The generator failed: %s. Trying again.", failure.getMessage());
    LOG.debug("cause", failure);
    try {
      pause(FAILURE_PAUSES);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void pause(int times) throws InterruptedException {
    if (work.tryAcquire(config.pause().toMillis() * times, TimeUnit.MILLISECONDS)) {
      work.drainPermits();
    }
  }
}
