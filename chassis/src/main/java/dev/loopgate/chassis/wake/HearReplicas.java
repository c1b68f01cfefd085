package dev.loopgate.chassis.wake;

import dev.loopgate.chassis.sql.Listening;
import dev.loopgate.chassis.sql.Sql;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Hears what other replicas announce, on one connection of the service. */
final class HearReplicas {
  private static final Logger LOG = Logger.getLogger(HearReplicas.class);
  private static final Duration LOOK_UP = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Sql sql;
  private final String self;
  private final Consumer<String> wake;
  private final Runnable wakeAll;
  private final Thread thread =
      Thread.ofVirtual().name("hear-replicas").unstarted(this::hearUntilStopped);
  private volatile boolean stopped;

  HearReplicas(Sql sql, UUID self, Consumer<String> wake, Runnable wakeAll) {
    this.sql = sql;
    this.self = self.toString();
    this.wake = wake;
    this.wakeAll = wakeAll;
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopped = true;
    thread.interrupt();
  }

  private void hearUntilStopped() {
    while (!stopped) {
      try {
        sql.listen(TellReplicas.CHANNEL, this::hear);
      } catch (RuntimeException e) {
        pauseAfter(e);
      }
    }
  }

  /** What was announced while nobody listened is lost, so everybody looks once. */
  private void hear(Listening replicas) {
    wakeAll.run();
    while (!stopped) {
      replicas.hear(LOOK_UP).forEach(this::heard);
    }
  }

  private void heard(String announcement) {
    String[] words = announcement.split(" ");
    if (!words[0].equals(self)) {
      Arrays.stream(words).skip(1).forEach(wake);
    }
  }

  private void pauseAfter(RuntimeException e) {
    if (stopped) {
      return;
    }
    LOG.warnf("Other replicas are not heard now: %s. The slow look goes on.", e.getMessage());
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException interrupted) {
      stopped = true;
    }
  }
}
