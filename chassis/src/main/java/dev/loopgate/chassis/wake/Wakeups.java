package dev.loopgate.chassis.wake;

import dev.loopgate.chassis.loop.Ending;
import dev.loopgate.chassis.sql.Sql;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets a thread wait until there is something to do, in place of looking again and again. Whoever
 * makes it announces it: waiting threads of this process go on right after the commit, those of
 * other replicas a little later. A wake-up is a hint, so a slow look stays behind it as a net.
 */
@ApplicationScoped
public class Wakeups {
  /** There are new rows in this service's feed. */
  public static final String FEED = "feed";

  /** Something was stopped, or goes on. */
  public static final String STOPS = "stops";

  /** There may be something to lend to workers. */
  public static final String LEASES = "leases";

  /** There may be something that workers are to end. */
  public static final String ORDERS = "orders";

  /** There is work that a loop of the service carries out. */
  public static final String INTENTS = "intents";

  /** How long a lost wake-up can go unnoticed. */
  public static final Duration NET = Duration.ofSeconds(5);

  private final Map<String, Signal> signals = new ConcurrentHashMap<>();
  private final AfterCommit afterCommit;
  private final Ending ending;
  private final TellReplicas tellReplicas;
  private final HearReplicas hearReplicas;

  @Inject
  Wakeups(Sql sql, TransactionSynchronizationRegistry registry, Ending ending) {
    this(sql, new AfterCommit.OfTransactions(registry), ending);
  }

  @SuppressWarnings("this-escape") // nothing is heard before it is started
  Wakeups(Sql sql, AfterCommit afterCommit, Ending ending) {
    UUID self = UUID.randomUUID();
    this.afterCommit = afterCommit;
    this.ending = ending;
    this.tellReplicas = new TellReplicas(sql, self);
    this.hearReplicas = new HearReplicas(sql, self, this::wake, this::wakeAll);
  }

  void start(@Observes StartupEvent started) {
    start();
  }

  void start() {
    ending.whenBegun(() -> signals.values().forEach(Signal::end));
    tellReplicas.start();
    hearReplicas.start();
  }

  void stop(@Observes ShutdownEvent stopped) {
    stop();
  }

  void stop() {
    ending.begin();
    tellReplicas.stop();
    hearReplicas.stop();
  }

  /** Wakes who waits for a channel, when the transaction under way has committed. */
  public void announce(String channel) {
    afterCommit.run(
        channel,
        () -> {
          wake(channel);
          tellReplicas.tell(channel);
        });
  }

  /** Take it before looking, so that what comes after the look ends the waiting. */
  public long mark(String channel) {
    return signal(channel).count();
  }

  /**
   * Waits for an announcement after the mark, at most for some time; false when there was none.
   * Ends at once when the service does: whoever waits in a loop asks {@link #isEnding} too.
   */
  public boolean await(String channel, long mark, Duration atMost) throws InterruptedException {
    return signal(channel).await(mark, atMost);
  }

  public boolean isEnding() {
    return ending.isBegun();
  }

  /** Says what is there now; empty when there is nothing. */
  @FunctionalInterface
  public interface Look<T> {
    Optional<T> now() throws InterruptedException;
  }

  /**
   * The first thing found: now, after an announcement, or by the slow look. Empty when the time is
   * over or the service ends. Holds nothing while it waits.
   */
  public <T> Optional<T> first(String channel, Duration atMost, Look<T> look)
      throws InterruptedException {
    return first(channel, atMost, NET, look);
  }

  /**
   * The same with another pace of the slow look.
   *
   * @param net how long a lost wake-up can go unnoticed
   */
  public <T> Optional<T> first(String channel, Duration atMost, Duration net, Look<T> look)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      long mark = mark(channel);
      Optional<T> found = look.now();
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (found.isPresent() || !left.isPositive() || isEnding()) {
        return found;
      }
      await(channel, mark, left.compareTo(net) < 0 ? left : net);
    }
  }

  private Signal signal(String channel) {
    return signals.computeIfAbsent(
        channel,
        _ -> {
          Signal signal = new Signal();
          if (isEnding()) {
            signal.end();
          }
          return signal;
        });
  }

  private void wake(String channel) {
    signal(channel).raise();
  }

  private void wakeAll() {
    signals.values().forEach(Signal::raise);
  }
}
