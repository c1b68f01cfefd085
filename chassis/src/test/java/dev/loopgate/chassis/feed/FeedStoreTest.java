package dev.loopgate.chassis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.reviews.DecisionMade;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FeedStoreTest {
  private static final int WRITERS = 8;
  private static final int TRANSACTIONS = 60;

  @SuppressWarnings("NullAway.Init")
  private ThreadBoundDataSource dataSource;

  @SuppressWarnings("NullAway.Init")
  private FeedStore store;

  @BeforeEach
  void openDatabase() throws SQLException {
    dataSource = TestPostgres.dataSource(TestPostgres.create());
    store = new FeedStore(new Sql(dataSource), Clock.systemUTC(), UUID::randomUUID);
  }

  @Test
  void aReaderWaitsForAnEarlierTransactionThatIsStillInFlight() throws Exception {
    CountDownLatch firstInserted = new CountDownLatch(1);
    CountDownLatch firstMayCommit = new CountDownLatch(1);
    try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
      Future<Boolean> first =
          writer.submit(() ->
              dataSource.run(() -> {
                append("first");
                firstInserted.countDown();
                return await(firstMayCommit);
              }));
      firstInserted.await();
      dataSource.run(() -> append("second"));

      // A reader by number alone would now take 2 as its position, and never see 1.
      assertThat(numbersThatANaiveReaderSees()).containsExactly(2L);
      assertThat(subjects(store.read("test", FeedPosition.START, 10))).isEmpty();

      firstMayCommit.countDown();
      first.get();
    }

    List<CloudEvent> events = store.read("test", FeedPosition.START, 10);
    assertThat(subjects(events)).containsExactly("first", "second");
    FeedPosition afterFirst = FeedPosition.parse(events.getFirst().id());
    assertThat(subjects(store.read("test", afterFirst, 10))).containsExactly("second");
  }

  @Test
  void aTransactionThatRollsBackTellsNothingAndHoldsNobodyUp() {
    dataSource.run(() -> {
      append("undone");
      return false;
    });
    dataSource.run(() -> append("done"));

    assertThat(subjects(store.read("test", FeedPosition.START, 10))).containsExactly("done");
  }

  @Test
  void eventsOfOneTransactionStayInTheOrderInWhichTheyWereAppended() {
    dataSource.run(() -> append("a") && append("b") && append("c"));

    assertThat(subjects(store.read("test", FeedPosition.START, 2))).containsExactly("a", "b");
  }

  @Test
  void anEventNamesItsProgramAndWhetherItMustBeUnderstood() {
    UUID program = UUID.randomUUID();
    dataSource.run(() -> {
      store.append(DecisionMade.TYPE, "a review", program, Map.of());
      return append("about no program");
    });

    List<CloudEvent> events = store.read("test", FeedPosition.START, 2);

    assertThat(events).extracting(CloudEvent::programid).containsExactly(program, null);
    assertThat(events).extracting(CloudEvent::mustunderstand).containsExactly(true, null);
  }

  @Test
  void whatWasToldBeforeEnvelopesNamedProgramsNamesThemToo() throws SQLException {
    String url = TestPostgres.create();
    UUID program = UUID.randomUUID();
    TestPostgres.execute(
        url,
        """
        alter table feed_event drop column program_id, drop column must_understand;
        insert into feed_event (id, type, subject, occurred_at, data) values
          (gen_random_uuid(), 'idea.proposed', 'a', now(), '{"programId": "%1$s"}'),
          (gen_random_uuid(), 'experiment.registered', 'b', now(),
            '{"registration": {"programId": "%1$s"}}'),
          (gen_random_uuid(), 'access.refused', 'c', now(), '{}')
        """
            .formatted(program));

    TestPostgres.execute(url, TestPostgres.migration("V2026_11_27_1900__programs_of_events"));

    FeedStore grown =
        new FeedStore(new Sql(TestPostgres.dataSource(url)), Clock.systemUTC(), UUID::randomUUID);
    List<CloudEvent> events = grown.read("test", FeedPosition.START, 3);
    assertThat(events).extracting(CloudEvent::programid).containsExactly(program, program, null);
    assertThat(events).extracting(CloudEvent::mustunderstand).containsExactly(null, true, null);
  }

  @Test
  void aReaderWhoReadsOnWhileManyWriteSeesEveryEventOnceInOneOrder() throws Exception {
    List<String> committed = Collections.synchronizedList(new ArrayList<>());
    List<CloudEvent> read;
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        writers.add(threads.submit(() -> write(number, committed)));
      }
      read = readWhile(() -> writers.stream().anyMatch(w -> !w.isDone()));
      for (Future<?> writer : writers) {
        writer.get();
      }
    }

    assertThat(committed).hasSizeGreaterThan(WRITERS * TRANSACTIONS / 2);
    assertThat(subjects(read)).containsExactlyInAnyOrderElementsOf(committed);
    assertThat(read)
        .extracting(event -> FeedPosition.parse(event.id()))
        .isSortedAccordingTo(
            Comparator.comparingLong(FeedPosition::transactionId)
                .thenComparingLong(FeedPosition::seq));
    assertThat(store.read("test", FeedPosition.START, Integer.MAX_VALUE)).isEqualTo(read);
  }

  /** Transactions of one to three events that linger before they commit; one in ten gives up. */
  private void write(int writer, List<String> committed) {
    Random random = new Random(writer);
    for (int i = 0; i < TRANSACTIONS; i++) {
      List<String> subjects = new ArrayList<>();
      for (int j = 0; j <= random.nextInt(3); j++) {
        subjects.add(writer + "/" + i + "/" + j);
      }
      boolean keep = random.nextInt(10) > 0;
      dataSource.run(() -> {
        for (String subject : subjects) {
          append(subject);
          linger(random);
        }
        return keep;
      });
      if (keep) {
        committed.addAll(subjects);
      }
    }
  }

  private List<CloudEvent> readWhile(java.util.function.BooleanSupplier writing) {
    List<CloudEvent> read = new ArrayList<>();
    FeedPosition position = FeedPosition.START;
    while (true) {
      boolean stillWriting = writing.getAsBoolean();
      List<CloudEvent> batch = store.read("test", position, 7);
      read.addAll(batch);
      if (!batch.isEmpty()) {
        position = FeedPosition.parse(batch.getLast().id());
      } else if (!stillWriting) {
        return read;
      }
    }
  }

  private boolean append(String subject) {
    store.append("test.happened", subject, null, Map.of("what", subject));
    return true;
  }

  private static void linger(Random random) {
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(8)).toNanos());
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<Long> numbersThatANaiveReaderSees() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select seq from feed_event where seq > 0 order by seq")) {
      List<Long> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    }
  }

  private static List<String> subjects(List<CloudEvent> events) {
    return events.stream().map(CloudEvent::subject).toList();
  }
}
