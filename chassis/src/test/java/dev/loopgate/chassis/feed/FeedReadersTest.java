package dev.loopgate.chassis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.wire.problem.ProblemException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedReadersTest {
  private static final Clock CLOCK = Clock.systemUTC();

  @SuppressWarnings("NullAway.Init")
  private FeedStore feed;

  @SuppressWarnings("NullAway.Init")
  private FeedReaderStore store;

  @BeforeEach
  void openDatabase() throws SQLException {
    ThreadBoundDataSource dataSource = TestPostgres.dataSource(TestPostgres.create());
    feed = new FeedStore(new Sql(dataSource), CLOCK, UUID::randomUUID);
    store = new FeedReaderStore(new Sql(dataSource), CLOCK);
    for (int i = 0; i < 5; i++) {
      append(i);
    }
  }

  private void append(int number) {
    feed.append("counted", number, null, Map.of("number", number));
  }

  private FeedReaders readers(Duration age) {
    return new FeedReaders(store, new Config(age), CLOCK);
  }

  private record Config(Duration age) implements FeedRetentionConfig {
    @Override
    public Optional<List<String>> followers() {
      return Optional.of(List.of("experiments", "reviews"));
    }

    @Override
    public Optional<String> subjectPrefix() {
      return Optional.of("service-account-");
    }

    @Override
    public Duration interval() {
      return Duration.ofMinutes(10);
    }
  }

  private static Principal principal(String subject, PrincipalKind kind) {
    return new Principal(subject, kind, null, Set.of(), null, null, null, Set.of(), null);
  }

  private static Principal service(String name) {
    return principal("service-account-" + name, PrincipalKind.SERVICE);
  }

  private FeedPosition position(int n) {
    return FeedPosition.parse(feed.read("ideas", FeedPosition.START, 10).get(n).id());
  }

  private List<String> left() {
    return feed.read("ideas", FeedPosition.START, 10).stream().map(CloudEvent::subject).toList();
  }

  @Test
  void aRowGoesWhenEveryFollowerHasAskedBeyondIt() {
    FeedReaders readers = readers(Duration.ZERO);
    FeedPosition second = position(1);
    FeedPosition last = position(4);

    readers.asks(service("experiments"), last);
    assertThat(readers.forget()).as("reviews has never asked").isZero();

    readers.asks(service("reviews"), second);
    assertThat(readers.forget()).isEqualTo(2);
    assertThat(left()).containsExactly("2", "3", "4");

    readers.asks(service("reviews"), last);
    assertThat(readers.forget()).isEqualTo(3);
    append(5);
    assertThat(left()).containsExactly("5");
  }

  @Test
  void whatPeopleAndOtherServicesReadDoesNotCount() {
    FeedReaders readers = readers(Duration.ZERO);
    readers.asks(service("experiments"), position(4));
    readers.asks(principal("service-account-reviews", PrincipalKind.HUMAN), position(4));
    readers.asks(service("worker"), position(4));
    readers.asks(principal("reviews", PrincipalKind.SERVICE), position(4));

    assertThat(readers.forget()).isZero();
  }

  @Test
  void whoAsksAgainFromTheStartHasReadWhatItHasRead() {
    FeedReaders readers = readers(Duration.ZERO);
    FeedPosition second = position(1);
    readers.asks(service("experiments"), second);
    readers.asks(service("reviews"), second);
    readers.forget();

    store.asked("service-account-reviews", FeedPosition.START);

    assertThat(store.askedByAll(List.of("service-account-reviews"))).contains(second);
  }

  @Test
  void youngRowsStay() {
    FeedReaders readers = readers(Duration.ofDays(1));
    readers.asks(service("experiments"), position(4));
    readers.asks(service("reviews"), position(4));

    assertThat(readers.forget()).isZero();
    assertThat(left()).hasSize(5);
  }

  @Test
  void whoComesTooLateIsToldFromWhereItCanGoOn() {
    FeedReaders readers = readers(Duration.ZERO);
    FeedPosition first = position(0);
    FeedPosition second = position(1);
    assertThatCode(() -> readers.requireThere("ideas", FeedPosition.START))
        .doesNotThrowAnyException();
    readers.asks(service("experiments"), second);
    readers.asks(service("reviews"), second);
    readers.forget();

    assertThatCode(() -> readers.requireThere("ideas", second)).doesNotThrowAnyException();
    assertThatThrownBy(() -> readers.requireThere("ideas", first))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("lastEventId=" + second);
    assertThatThrownBy(() -> readers.requireThere("ideas", FeedPosition.START))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void aBatchSaysHowMuchWasDeleted() {
    FeedPosition last = position(4);

    assertThat(store.delete(last, CLOCK.instant().plusSeconds(60), 3)).isEqualTo(3);
    assertThat(store.delete(last, CLOCK.instant().plusSeconds(60), 3)).isEqualTo(2);
    assertThat(store.delete(last, CLOCK.instant().plusSeconds(60), 3)).isZero();
    assertThat(store.trimmed()).isEqualTo(last);
  }
}
