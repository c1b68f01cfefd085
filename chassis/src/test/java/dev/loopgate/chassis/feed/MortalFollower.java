package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.loop.Ending;
import dev.loopgate.chassis.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;

/**
 * A follower in a process of its own, which dies in the middle of an event as a machine does: no
 * finally, no rollback, no goodbye.
 */
final class MortalFollower implements FeedHandler {
  static final int DONE = 0;
  static final int DIED = 9;

  private final ThreadBoundDataSource own;
  private final int lives;
  private final boolean hang;
  private int applied;

  private MortalFollower(ThreadBoundDataSource own, int lives, boolean hang) {
    this.own = own;
    this.lives = lives;
    this.hang = hang;
  }

  /**
   * Arguments: the peer's database, its own, how many events it survives, and whether it then hangs
   * (to be killed) instead of dying.
   */
  public static void main(String[] arguments) throws InterruptedException {
    ThreadBoundDataSource own = TestPostgres.dataSource(arguments[1]);
    FeedSource peer = source(arguments[0]);
    FollowerPositions positions = new FollowerPositions(new Sql(own), Clock.systemUTC());
    FeedHandler handler =
        new MortalFollower(own, Integer.parseInt(arguments[2]), Boolean.parseBoolean(arguments[3]));
    FollowFeed follower = new FollowFeed(peer, inTurn(handler, own), new Ending());
    while (!peer.after(positions.current("test")).isEmpty()) {
      follower.followOnce();
    }
    Runtime.getRuntime().halt(DONE);
  }

  /** Applies the events of a feed in the database of the follower. */
  static ApplyInTurn inTurn(FeedHandler handler, ThreadBoundDataSource own) {
    return new ApplyInTurn(
        handler,
        new FollowerPositions(new Sql(own), Clock.systemUTC()),
        new ParkedStore(new Sql(own), Clock.systemUTC(), UUID::randomUUID),
        new Retries(),
        own,
        Clock.systemUTC());
  }

  static FeedSource source(String peerUrl) {
    FeedStore peer =
        new FeedStore(
            new Sql(TestPostgres.dataSource(peerUrl)), Clock.systemUTC(), UUID::randomUUID);
    return lastEventId -> peer.read("test", FeedPosition.parse(lastEventId), 10);
  }

  static void recordEffect(ThreadBoundDataSource own, CloudEvent event) {
    try (Connection connection = own.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into effect (subject) values (?)")) {
      insert.setString(1, event.subject());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String feed() {
    return "test";
  }

  @Override
  public void apply(CloudEvent event) {
    recordEffect(own, event);
    applied++;
    if (applied > lives) {
      die();
    }
  }

  private void die() {
    if (!hang) {
      Runtime.getRuntime().halt(DIED);
    }
    System.out.println("received");
    while (true) {
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000L);
    }
  }
}
