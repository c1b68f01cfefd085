package dev.loopgate.chassis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loopgate.chassis.loop.Ending;
import dev.loopgate.chassis.loop.UntilStopped;
import dev.loopgate.chassis.sql.Sql;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ExactlyOnceTest {
  @SuppressWarnings("NullAway.Init")
  private String peerUrl;

  @SuppressWarnings("NullAway.Init")
  private String ownUrl;

  @BeforeEach
  void openDatabases() throws SQLException {
    peerUrl = TestPostgres.create();
    ownUrl = TestPostgres.create();
    // No unique constraint: an effect that happened twice shall show.
    TestPostgres.execute(
        ownUrl,
        "create table effect (seq bigint generated always as identity, subject text not null)");
  }

  @Test
  void aFollowerThatDiesWithinEachBatchAppliesEveryEventOnce() throws Exception {
    List<String> told = tell(9);
    int deaths = 0;
    while (run(3) == MortalFollower.DIED) {
      assertThat(effects()).hasSize(3 * ++deaths);
    }

    assertThat(deaths).isEqualTo(2);
    assertThat(effects()).containsExactlyElementsOf(told);
  }

  @Test
  void aFollowerThatIsKilledBetweenReceivingAndCommittingAppliesTheEventOnceLater()
      throws Exception {
    List<String> told = tell(3);
    Process follower = fork(1, true);
    try (BufferedReader output = follower.inputReader()) {
      assertThat(output.readLine()).isEqualTo("received");
    } finally {
      follower.destroyForcibly().waitFor();
    }
    assertThat(effects()).containsExactly(told.getFirst());

    assertThat(run(Integer.MAX_VALUE)).isEqualTo(MortalFollower.DONE);

    assertThat(effects()).containsExactlyElementsOf(told);
  }

  @Test
  void twoReplicasAtOnceApplyEveryEventOnceAndInOrder() throws Exception {
    List<String> told = tell(60);
    List<UntilStopped> replicas = List.of(replica(), replica(), replica());
    replicas.forEach(UntilStopped::start);

    while (effects().size() < told.size()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    replicas.forEach(UntilStopped::stop);

    assertThat(effects()).containsExactlyElementsOf(told);
  }

  @Test
  void anEventThatCannotBeAppliedYetIsTriedAgainUntilItCan() throws Exception {
    List<String> told = tell(2);
    ThreadBoundDataSource own = TestPostgres.dataSource(ownUrl);
    int[] failures = {2};
    FollowFeed follower =
        follower(
            own,
            event -> {
              MortalFollower.recordEffect(own, event);
              if (failures[0]-- > 0) {
                throw new IllegalStateException("not yet");
              }
            });
    UntilStopped loop = loop(follower);
    loop.start();

    while (effects().size() < told.size()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    loop.stop();

    assertThat(effects()).containsExactlyElementsOf(told);
  }

  @Test
  void anEventThatNobodyCanReadIsSetAsideAndTheOthersAreApplied() throws Exception {
    List<String> told = tell(4);
    ThreadBoundDataSource own = TestPostgres.dataSource(ownUrl);
    FollowFeed follower =
        follower(
            own,
            event -> {
              if (event.subject().equals(told.get(1))) {
                event.read(Integer.class);
              }
              MortalFollower.recordEffect(own, event);
            });

    follower.followOnce();

    assertThat(effects()).containsExactly(told.get(0), told.get(2), told.get(3));
  }

  private interface Effect {
    void of(CloudEvent event) throws JsonProcessingException;
  }

  private UntilStopped replica() {
    ThreadBoundDataSource own = TestPostgres.dataSource(ownUrl);
    return loop(follower(own, event -> MortalFollower.recordEffect(own, event)));
  }

  private static UntilStopped loop(FollowFeed follower) {
    return new UntilStopped("test", follower::followOnce);
  }

  private FollowFeed follower(ThreadBoundDataSource own, Effect effect) {
    FeedHandler handler =
        new FeedHandler() {
          @Override
          public String feed() {
            return "test";
          }

          @Override
          public void apply(CloudEvent event) throws JsonProcessingException {
            effect.of(event);
          }
        };
    return new FollowFeed(
        MortalFollower.source(peerUrl), MortalFollower.inTurn(handler, own), new Ending());
  }

  private List<String> tell(int events) {
    FeedStore peer =
        new FeedStore(
            new Sql(TestPostgres.dataSource(peerUrl)), Clock.systemUTC(), UUID::randomUUID);
    List<String> subjects = IntStream.range(0, events).mapToObj(i -> "event " + i).toList();
    subjects.forEach(subject -> peer.append("test.happened", subject, null, Map.of()));
    return subjects;
  }

  private int run(int lives) throws IOException, InterruptedException {
    return fork(lives, false).waitFor();
  }

  private Process fork(int lives, boolean hang) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            MortalFollower.class.getName(),
            peerUrl,
            ownUrl,
            Integer.toString(lives),
            Boolean.toString(hang))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private List<String> effects() throws SQLException {
    try (Connection connection = TestPostgres.dataSource(ownUrl).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select subject from effect order by seq")) {
      List<String> subjects = new ArrayList<>();
      while (rows.next()) {
        subjects.add(rows.getString(1));
      }
      return subjects;
    }
  }
}
