package dev.loopgate.chassis.wake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.chassis.feed.TestPostgres;
import dev.loopgate.chassis.loop.Ending;
import dev.loopgate.chassis.sql.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WakeupsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Wakeups> replicas = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private DataSource dataSource;

  @BeforeEach
  void openDatabase() throws SQLException {
    dataSource = TestPostgres.dataSource(TestPostgres.create());
  }

  @AfterEach
  void stop() {
    replicas.forEach(Wakeups::stop);
    threads.shutdownNow();
  }

  private Wakeups replica() {
    return replica((_, work) -> work.run());
  }

  private Wakeups replica(AfterCommit afterCommit) {
    Wakeups wakeups = new Wakeups(new Sql(dataSource), afterCommit, new Ending());
    wakeups.start();
    replicas.add(wakeups);
    return wakeups;
  }

  @Test
  void anAnnouncementAfterTheMarkEndsTheWaitingBeforeItBegan() throws Exception {
    Wakeups wakeups = replica();
    long mark = wakeups.mark(Wakeups.FEED);

    wakeups.announce(Wakeups.FEED);

    assertThat(wakeups.await(Wakeups.FEED, mark, LONG)).isTrue();
  }

  @Test
  void anotherChannelWakesNobody() throws Exception {
    Wakeups wakeups = replica();
    long mark = wakeups.mark(Wakeups.ORDERS);

    wakeups.announce(Wakeups.LEASES);

    assertThat(wakeups.mark(Wakeups.ORDERS)).isEqualTo(mark);
    assertThat(wakeups.await(Wakeups.ORDERS, mark, Duration.ofMillis(1))).isFalse();
  }

  @Test
  void nobodyIsWokenBeforeTheCommit() {
    List<Runnable> afterCommit = new ArrayList<>();
    Wakeups wakeups = replica((_, work) -> afterCommit.add(work));
    long mark = wakeups.mark(Wakeups.FEED);

    wakeups.announce(Wakeups.FEED);
    assertThat(wakeups.mark(Wakeups.FEED)).isEqualTo(mark);

    afterCommit.forEach(Runnable::run);
    assertThat(wakeups.mark(Wakeups.FEED)).isGreaterThan(mark);
  }

  @Test
  void anotherReplicaIsWokenToo() throws Exception {
    Wakeups here = replica();
    Wakeups there = replica();
    long mark = there.mark(Wakeups.LEASES);
    do { // it may not listen yet
      here.announce(Wakeups.LEASES);
    } while (!there.await(Wakeups.LEASES, mark, Duration.ofMillis(100)));
  }

  @Test
  void aLookIsRepeatedWhenItIsWorthIt() throws Exception {
    Wakeups wakeups = replica();
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch looked = new CountDownLatch(1);
    threads.execute(() -> {
      try {
        looked.await();
        wakeups.announce(Wakeups.LEASES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });

    Optional<String> found =
        wakeups.first(
            Wakeups.LEASES,
            LONG,
            () -> {
              looked.countDown();
              return looks.incrementAndGet() == 1 ? Optional.empty() : Optional.of("lease");
            });

    assertThat(found).contains("lease");
    assertThat(looks).hasValue(2);
  }

  @Test
  void theEndOfTheServiceEndsAllWaiting() throws Exception {
    Wakeups wakeups = replica();
    CountDownLatch looked = new CountDownLatch(1);
    CompletableFuture<Optional<String>> waiting = new CompletableFuture<>();
    threads.execute(() -> {
      try {
        waiting.complete(
            wakeups.first(
                Wakeups.FEED,
                LONG,
                () -> {
                  looked.countDown();
                  return Optional.empty();
                }));
      } catch (InterruptedException e) {
        waiting.completeExceptionally(e);
      }
    });
    looked.await();

    wakeups.stop();

    assertThat(waiting.get(5, TimeUnit.SECONDS)).isEmpty();
    assertThat(wakeups.isEnding()).isTrue();
    assertThat(wakeups.await("a channel of later", 0, LONG)).isFalse();
  }
}
