package dev.loopgate.chassis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.loopgate.chassis.loop.Ending;
import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.wire.json.Json;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ParkingTest {
  private static final UUID ONE = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-000000000002");

  private final List<String> applied = new ArrayList<>();
  private final Map<String, Exception> faults = new HashMap<>();
  private int told;
  private Instant now = Instant.parse("2026-11-27T12:00:00Z");

  @SuppressWarnings("NullAway.Init")
  private ThreadBoundDataSource own;

  @SuppressWarnings("NullAway.Init")
  private ParkedStore parked;

  private final Retries retries = new Retries();

  @SuppressWarnings("NullAway.Init")
  private ApplyInTurn ideas;

  @SuppressWarnings("NullAway.Init")
  private ApplyInTurn reviews;

  @SuppressWarnings("NullAway.Init")
  private RetryParked retry;

  @BeforeEach
  void openDatabase() throws SQLException {
    own = TestPostgres.dataSource(TestPostgres.create());
    Clock clock = new HandClock();
    parked = new ParkedStore(new Sql(own), clock, UUID::randomUUID);
    ideas = inTurn("ideas", clock);
    reviews = inTurn("reviews", clock);
    retry = new RetryParked(List.of(ideas, reviews), parked, retries, clock, new Ending());
  }

  @Test
  void whatCannotBeUsedHoldsUpItsOwnProgramOnly() {
    faults.put("unreadable", new JsonMappingException(null, "it lacks authors"));
    faults.put("early", new TooEarlyException("the verdict"));

    tell(ideas, "unreadable", ONE);
    tell(ideas, "early", OTHER);
    tell(ideas, "behind one", ONE);
    tell(ideas, "about nobody", null);
    tell(reviews, "another feed", ONE);

    assertThat(applied).containsExactly("about nobody", "another feed");
    assertThat(causes())
        .containsExactly(ParkingCause.UNREADABLE, ParkingCause.TOO_EARLY, ParkingCause.BEHIND);
    assertThat(parked.list(0, 1).getFirst().fault().reason()).isEqualTo("it lacks authors");
  }

  @Test
  void whatWasTooEarlyIsTakenUpInOrderAsSoonAsItsFactComes() {
    faults.put("a decision", new TooEarlyException("the verdict"));
    tell(reviews, "a decision", ONE);
    tell(reviews, "what follows", ONE);
    faults.clear();

    tell(ideas, "the verdict", ONE);
    retry.retryOnce(Set.of(ONE));

    assertThat(applied).containsExactly("the verdict", "a decision", "what follows");
    assertThat(parked.counts()).isEmpty();
  }

  @Test
  void whatFailsAgainIsTriedLessAndLessOften() {
    faults.put("early", new TooEarlyException("the verdict"));
    tell(ideas, "early", ONE);

    now = now.plus(Duration.ofSeconds(1));
    retry.retryOnce(Set.of());
    Instant next = parked.nextTry(Set.of("ideas")).orElseThrow();
    faults.clear();
    now = next.minusMillis(1);
    retry.retryOnce(Set.of());
    assertThat(applied).isEmpty();

    now = next;
    retry.retryOnce(Set.of());
    assertThat(applied).containsExactly("early");
  }

  @Test
  void stopsDoNotWaitBehindWhatIsSetAside() {
    faults.put("unreadable", new JsonMappingException(null, "it lacks authors"));
    tell(ideas, "unreadable", ONE);

    next(ideas, event(StopChanged.TYPE, "the stop", ONE, null));

    assertThat(applied).containsExactly("the stop");
  }

  @Test
  void anUnknownTypeIsPassedOverUnlessItMustBeUnderstood() {
    next(ideas, event("idea.sung", "ignored", ONE, null));
    next(ideas, event("idea.sung", "needed", ONE, true));

    assertThat(causes()).containsExactly(ParkingCause.UNKNOWN);
    assertThat(parked.list(0, 1).getFirst().mustBeUnderstood()).isTrue();
    assertThat(applied).containsExactly("ignored");
  }

  @Test
  void aFaultOfOursIsTriedThreeTimesBeforeItIsSetAside() {
    faults.put("a bug", new IllegalStateException("we did not think of that"));

    CloudEvent event = event("idea.proposed", "a bug", ONE, null);
    assertThatThrownBy(() -> next(ideas, event)).isInstanceOf(FeedException.class);
    assertThatThrownBy(() -> next(ideas, event)).isInstanceOf(FeedException.class);
    assertThat(next(ideas, event)).isTrue();

    assertThat(causes()).containsExactly(ParkingCause.FAILED);
  }

  @Test
  void nothingIsSetAsideBecauseTheDatabaseIsAway() {
    faults.put("fine", new IllegalStateException(new SQLTransientConnectionException("gone")));

    CloudEvent event = event("idea.proposed", "fine", ONE, null);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> next(ideas, event)).isInstanceOf(FeedException.class);
    }

    assertThat(parked.counts()).isEmpty();
    faults.clear();
    assertThat(next(ideas, event)).isTrue();
  }

  private void tell(ApplyInTurn feed, String subject, @Nullable UUID program) {
    assertThat(next(feed, event("idea.proposed", subject, program, null))).isTrue();
  }

  private static boolean next(ApplyInTurn feed, CloudEvent event) {
    return feed.next(feed.position(), event);
  }

  private ApplyInTurn inTurn(String feed, Clock clock) {
    return new ApplyInTurn(
        new Recorder(feed),
        new FollowerPositions(new Sql(own), clock),
        parked,
        retries,
        own,
        clock);
  }

  private List<ParkingCause> causes() {
    return parked.list(0, 10).stream().map(event -> event.fault().cause()).toList();
  }

  private CloudEvent event(
      String type, String subject, @Nullable UUID program, @Nullable Boolean mustUnderstand) {
    return new CloudEvent(
        "1.0",
        "1-" + ++told,
        "/feeds/ideas",
        type,
        subject,
        now,
        "application/json",
        program,
        mustUnderstand,
        Json.mapper().createObjectNode());
  }

  /** Applies what nothing is wrong with. */
  private final class Recorder implements FeedHandler {
    private final String feed;

    Recorder(String feed) {
      this.feed = feed;
    }

    @Override
    public String feed() {
      return feed;
    }

    @Override
    public void apply(CloudEvent event) throws JsonProcessingException {
      switch (faults.get(event.subject())) {
        case null -> applied.add(event.subject());
        case JsonProcessingException unreadable -> throw unreadable;
        case RuntimeException failure -> throw failure;
        case Exception other -> throw new AssertionError(other);
      }
    }
  }

  private final class HandClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
