package dev.loopgate.reviews.record;

import dev.loopgate.chassis.feed.FeedGuard;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Nothing is done that cannot be logged: what keeps the log says here that it works, and when it
 * has not for longer than the patience, appending is refused, and with it whatever wanted to.
 */
@ApplicationScoped
public class RecordGate implements FeedGuard {
  public static final ProblemType UNAVAILABLE =
      new ProblemType("log-unavailable", 503, "The log cannot be written");

  private final Map<String, Duty> duties = new ConcurrentHashMap<>();
  private final Duration patience;
  private final LongSupplier nanos;
  private volatile @Nullable String closedForGood;

  private record Duty(long goodAt, @Nullable String fault) {}

  @Inject
  RecordGate(
      @ConfigProperty(name = "loopgate.log.patience", defaultValue = "15s") Duration patience) {
    this(patience, System::nanoTime);
  }

  /**
   * A gate with a clock of its own.
   *
   * @param nanos counts on while the machine runs, like {@link System#nanoTime}
   */
  public RecordGate(Duration patience, LongSupplier nanos) {
    this.patience = patience;
    this.nanos = nanos;
  }

  /** A duty of the log is up to date. */
  public void fulfilled(String duty) {
    duties.put(duty, new Duty(nanos.getAsLong(), null));
  }

  /** A duty of the log could not be done; its patience runs since it last was. */
  public void failed(String duty, String fault) {
    duties.compute(
        duty,
        (name, before) -> new Duty(before == null ? nanos.getAsLong() : before.goodAt(), fault));
  }

  /** What must not go on until somebody has looked: the log would contradict itself. */
  public void closeForGood(String reason) {
    closedForGood = reason;
  }

  /** Why nothing can be appended; empty when all is well. */
  public Optional<String> closedBecause() {
    String forGood = closedForGood;
    if (forGood != null) {
      return Optional.of(forGood);
    }
    long now = nanos.getAsLong();
    return duties.entrySet().stream()
        .filter(duty -> now - duty.getValue().goodAt() > patience.toNanos())
        .map(duty -> describe(duty.getKey(), duty.getValue()))
        .findFirst();
  }

  private String describe(String name, Duty duty) {
    String fault = duty.fault() == null ? "it does not answer" : duty.fault();
    return "%s has not been possible for %d seconds: %s"
        .formatted(name, patience.toSeconds(), fault);
  }

  /** For whatever must be logged, and for peers who ask whether all is well. */
  @Override
  public void require() {
    closedBecause()
        .ifPresent(reason -> {
          throw new ProblemException(
              UNAVAILABLE,
              "Nothing was changed, because nothing may happen that the log does not have: %s"
                  .formatted(reason));
        });
  }
}
