package dev.loopgate.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastWordsTest {
  @Test
  void theLastComplaintIsSaidWithoutTheNamesOfClasses() {
    String log =
        """
        10:00:00.000 WARN  [i.a.pool] an earlier run: java.net.ConnectException: refused
        10:00:01.000 ERROR [i.q.r.Application] Failed to start application: java.lang.RuntimeException: Failed to start quarkus
        \tat io.quarkus.runner.ApplicationImpl.doStart(Unknown Source)
        Caused by: dev.loopgate.reviews.log.ForkException: the database has 28 entries, the log had 33: it was set back
        \tat dev.loopgate.reviews.log.Publisher.publish(Publisher.java:106)
        """;
    assertThat(LastWords.of(log))
        .contains("the database has 28 entries, the log had 33: it was set back");
  }

  @Test
  void aLogWithoutAComplaintSaysNothing() {
    assertThat(LastWords.of("10:00:00.000 INFO  [io.quarkus] started\n")).isEmpty();
  }
}
