package dev.loopgate.chassis.wake;

import dev.loopgate.chassis.loop.UntilStopped;
import dev.loopgate.chassis.sql.Sql;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * Tells other replicas what was announced, from one thread and not more often than they need it:
 * {@code notify} takes a lock of the whole PostgreSQL cluster at commit.
 */
final class TellReplicas {
  static final String CHANNEL = "loopgate_wake";

  private static final Logger LOG = Logger.getLogger(TellReplicas.class);
  private static final Duration APART = Duration.ofMillis(50);

  private final BlockingQueue<String> announced = new LinkedBlockingQueue<>();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final Sql sql;
  private final UUID self;
  private final UntilStopped loop = new UntilStopped("tell-replicas", this::tellOnce);

  TellReplicas(Sql sql, UUID self) {
    this.sql = sql;
    this.self = self;
  }

  void start() {
    loop.start();
  }

  void stop() {
    loop.stop();
  }

  /** Soon; what is announced again before that is told once. */
  void tell(String channel) {
    if (waiting.add(channel)) {
      announced.add(channel);
    }
  }

  private void tellOnce() throws InterruptedException {
    Set<String> channels = new TreeSet<>(Set.of(announced.take()));
    announced.drainTo(channels);
    waiting.removeAll(channels);
    send(String.join(" ", channels));
    Thread.sleep(APART);
  }

  /** What cannot be told is found by the slow look of the others. */
  private void send(String channels) {
    try {
      sql.query("select pg_notify(:channel, :announcement)")
          .bind("channel", CHANNEL)
          .bind("announcement", self + " " + channels)
          .mapTo(String.class)
          .one();
    } catch (JdbiException e) {
      LOG.debugf("Other replicas are not told of %s: %s", channels, e.getMessage());
    }
  }
}
