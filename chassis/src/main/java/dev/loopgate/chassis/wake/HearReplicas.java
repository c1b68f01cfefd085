package dev.loopgate.chassis.wake;

import dev.loopgate.chassis.loop.UntilStopped;
import dev.loopgate.chassis.sql.Listening;
import dev.loopgate.chassis.sql.Sql;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;

/** Hears what other replicas announce, on one connection of the service. */
final class HearReplicas {
  private static final Duration LOOK_UP = Duration.ofSeconds(30);

  private final Sql sql;
  private final String self;
  private final Consumer<String> wake;
  private final Runnable wakeAll;
  private final UntilStopped loop = new UntilStopped("hear-replicas", this::listen);

  HearReplicas(Sql sql, UUID self, Consumer<String> wake, Runnable wakeAll) {
    this.sql = sql;
    this.self = self.toString();
    this.wake = wake;
    this.wakeAll = wakeAll;
  }

  void start() {
    loop.start();
  }

  void stop() {
    loop.stop();
  }

  private void listen() {
    sql.listen(TellReplicas.CHANNEL, this::hear);
  }

  /** What was announced while nobody listened is lost, so everybody looks once. */
  private void hear(Listening replicas) {
    wakeAll.run();
    while (!loop.isFinished()) {
      replicas.hear(LOOK_UP).forEach(this::heard);
    }
  }

  private void heard(String announcement) {
    String[] words = announcement.split(" ");
    if (!words[0].equals(self)) {
      Arrays.stream(words).skip(1).forEach(wake);
    }
  }
}
