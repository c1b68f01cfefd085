package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.loopgate.chassis.loop.Ending;
import dev.loopgate.chassis.loop.Loops;
import dev.loopgate.chassis.peer.Peers;
import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.wire.peer.PeerClient;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Follows the lane of stops for every handler of the feed that has one. */
@ApplicationScoped
class StopFollowers {
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final Duration TIMEOUT = WAIT.plusSeconds(10);
  private static final Duration LONGEST_TRANSACTION =
      FollowStops.RESERVED.plus(TIMEOUT).plusMinutes(1);
  private static final TypeReference<List<CloudEvent>> BATCH = new TypeReference<>() {};

  private final List<FeedHandler> handlers;
  private final Peers peers;
  private final FollowerPositions positions;
  private final Sql sql;
  private final Ending ending;
  private final Loops loops;

  @Inject
  StopFollowers(
      @All List<FeedHandler> handlers,
      Peers peers,
      FollowerPositions positions,
      Sql sql,
      Ending ending,
      Loops loops) {
    this.handlers = handlers;
    this.peers = peers;
    this.positions = positions;
    this.sql = sql;
    this.ending = ending;
    this.loops = loops;
  }

  void start(@Observes StartupEvent started) {
    handlers.stream()
        .filter(handler -> handler.feed().equals(LogContact.LOG))
        .forEach(handler -> peers.find(handler.feed()).ifPresent(peer -> follow(handler, peer)));
  }

  private void follow(FeedHandler handler, PeerClient peer) {
    FollowStops follower =
        new FollowStops(
            handler,
            lastEventId -> ask(peer, handler.feed(), lastEventId),
            positions,
            Transactions.ofContainer(LONGEST_TRANSACTION),
            sql::reserveConnection,
            ending);
    loops.start("stops-" + handler.feed(), follower::followOnce);
  }

  private static List<CloudEvent> ask(PeerClient peer, String feed, String lastEventId)
      throws InterruptedException {
    String path =
        "/feeds/%s%s?timeout=%d&lastEventId=%s"
            .formatted(feed, FollowStops.LANE, WAIT.toSeconds(), lastEventId);
    return peer.get(path, BATCH, TIMEOUT);
  }
}
