package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.peer.PeerConfig;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * When the log was last heard. A service that follows its feed does nothing new while it is silent:
 * what happens must be logged, and what was stopped must be known. Starting counts as hearing.
 */
@ApplicationScoped
public class LogContact {
  public static final ProblemType UNREACHABLE =
      new ProblemType("log-unreachable", 503, "The log cannot be reached");

  /** The feed of the service that keeps the log. */
  static final String LOG = "reviews";

  private final Map<String, Long> heardAt = new ConcurrentHashMap<>();
  private final Duration silence;
  private final LongSupplier nanos;

  @Inject
  LogContact(PeerConfig config) {
    this(config.silence(), System::nanoTime);
  }

  LogContact(Duration silence, LongSupplier nanos) {
    this.silence = silence;
    this.nanos = nanos;
  }

  /** A feed is followed from now on, or has just answered, be it with nothing. */
  void heard(String feed) {
    heardAt.put(feed, nanos.getAsLong());
  }

  /** How long the log has been silent; zero for a service that does not follow it. */
  public Duration silentFor() {
    Long heard = heardAt.get(LOG);
    return heard == null ? Duration.ZERO : Duration.ofNanos(nanos.getAsLong() - heard);
  }

  /**
   * For whatever must not happen unknown to the log.
   *
   * @throws ProblemException 503 when it has been silent for too long
   */
  public void require() {
    Duration silent = silentFor();
    if (silent.compareTo(silence) > 0) {
      throw new ProblemException(
          UNREACHABLE,
          "Nothing was changed: the log has not been heard for %d seconds, and nothing may happen that it does not learn of. Try again when review-service answers."
              .formatted(silent.toSeconds()));
    }
  }
}
