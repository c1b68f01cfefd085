package dev.loopgate.chassis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.loopgate.chassis.loop.Ending;
import dev.loopgate.chassis.sql.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowStopsTest {
  private final List<String> happened = new ArrayList<>();
  private final Deque<List<CloudEvent>> batches = new ArrayDeque<>();

  @SuppressWarnings("NullAway.Init")
  private ThreadBoundDataSource dataSource;

  @SuppressWarnings("NullAway.Init")
  private FollowerPositions positions;

  @BeforeEach
  void openDatabase() throws SQLException {
    dataSource = TestPostgres.dataSource(TestPostgres.create());
    positions = new FollowerPositions(new Sql(dataSource), Clock.systemUTC());
  }

  private FollowStops follower() {
    return new FollowStops(
        new Handler(),
        this::ask,
        positions,
        dataSource,
        () -> happened.add("connection"),
        new Ending());
  }

  private List<CloudEvent> ask(String position) {
    happened.add("after " + position);
    return batches.remove();
  }

  private final class Handler implements FeedHandler {
    @Override
    public String feed() {
      return "reviews";
    }

    @Override
    public void apply(CloudEvent event) {
      throw new AssertionError("the feed has its own follower");
    }

    @Override
    public void applyStop(CloudEvent event) throws JsonProcessingException {
      if (event.type().equals("unreadable")) {
        throw new JsonMappingException(null, "nobody can read it");
      }
      if (event.type().equals("fault")) {
        throw new IllegalStateException("not now");
      }
      happened.add("stop " + event.id());
    }
  }

  private static CloudEvent event(String id, String type) {
    return new CloudEvent(
        "1.0",
        id,
        "/feeds/reviews/stops",
        type,
        "stop",
        Instant.EPOCH,
        "application/json",
        null,
        true,
        JsonNodeFactory.instance.objectNode());
  }

  @Test
  void theConnectionIsThereBeforeAnythingIsHeard() {
    batches.add(List.of());
    batches.add(List.of(event("7", "stop.changed"), event("8", "stop.changed")));

    follower().followOnce();

    assertThat(happened).containsExactly("connection", "after ", "after ", "stop 7", "stop 8");
    assertThat(positions.current("reviews/stops")).isEqualTo("8");
    assertThat(positions.current("reviews")).as("the feed goes its own way").isEmpty();
  }

  @Test
  void whatNobodyCanReadHoldsNoStopUp() {
    batches.add(List.of(event("1", "unreadable"), event("2", "stop.changed")));

    follower().followOnce();

    assertThat(happened).contains("stop 2");
    assertThat(positions.current("reviews/stops")).isEqualTo("2");
  }

  @Test
  void whatCannotBeAppliedNowComesAgain() {
    batches.add(List.of(event("1", "fault")));

    assertThatThrownBy(() -> follower().followOnce()).isInstanceOf(IllegalStateException.class);

    assertThat(positions.current("reviews/stops")).isEmpty();
  }
}
