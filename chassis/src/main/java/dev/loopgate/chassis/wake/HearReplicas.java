package dev.loopgate.chassis.wake;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Hears what other replicas announce, on one connection of the service. */
final class HearReplicas {
  private static final Logger LOG = Logger.getLogger(HearReplicas.class);
  private static final Duration LOOK_UP = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final String self;
  private final Consumer<String> wake;
  private final Runnable wakeAll;
  private final Thread thread =
      Thread.ofVirtual().name("hear-replicas").unstarted(this::hearUntilStopped);
  private volatile boolean stopped;

  HearReplicas(DataSource dataSource, UUID self, Consumer<String> wake, Runnable wakeAll) {
    this.dataSource = dataSource;
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
        hear();
      } catch (SQLException | RuntimeException e) {
        pauseAfter(e);
      }
    }
  }

  /** What was announced while nobody listened is lost, so everybody looks once. */
  private void hear() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement listen = connection.createStatement()) {
      listen.execute("listen " + TellReplicas.CHANNEL);
      wakeAll.run();
      PGConnection postgres = connection.unwrap(PGConnection.class);
      while (!stopped) {
        PGNotification[] heard = postgres.getNotifications((int) LOOK_UP.toMillis());
        Arrays.stream(heard).map(PGNotification::getParameter).forEach(this::heard);
      }
    }
  }

  private void heard(String announcement) {
    String[] words = announcement.split(" ");
    if (!words[0].equals(self)) {
      Arrays.stream(words).skip(1).forEach(wake);
    }
  }

  private void pauseAfter(Exception e) {
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
