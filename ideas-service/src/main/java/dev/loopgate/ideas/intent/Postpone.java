package dev.loopgate.ideas.intent;

import dev.loopgate.chassis.loop.BackOff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Puts off what cannot be done now, and says why: once in the log for each reason, and in the row
 * for as long as it lasts. Nothing is ever given up.
 */
@ApplicationScoped
class Postpone {
  private static final Logger LOG = Logger.getLogger(Postpone.class);

  private final IntentStore store;
  private final IntentConfig config;
  private final Clock clock;

  @Inject
  Postpone(IntentStore store, IntentConfig config, Clock clock) {
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Who brings what is missing also says so; looking again is for the case that it was not heard.
   */
  boolean missing(Intent intent, String reason) {
    if (!reason.equals(intent.waitsFor())) {
      LOG.infof("%s of %s waits: %s.", intent.kind(), intent.program(), reason);
    }
    store.postpone(intent.seq(), reason, 0, clock.instant().plus(config.missingRetry()));
    return false;
  }

  boolean failed(Intent intent, RuntimeException failure) {
    String reason = reason(failure);
    Duration pause = new BackOff(config.firstRetry(), config.longestRetry()).after(intent.tries());
    if (reason.equals(intent.waitsFor())) {
      LOG.debugf("%s of %s failed again: %s", intent.kind(), intent.program(), reason);
    } else {
      LOG.warnf(
          "%s of %s failed and is tried until it succeeds: %s",
          intent.kind(), intent.program(), reason);
    }
    LOG.debug("cause", failure);
    store.postpone(intent.seq(), reason, intent.tries() + 1, clock.instant().plus(pause));
    return false;
  }

  private static String reason(RuntimeException failure) {
    String own = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    Throwable cause = failure.getCause();
    if (cause == null) {
      return own;
    }
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? own : own + ": " + cause.getMessage();
  }
}
