package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.loop.Ending;
import dev.loopgate.chassis.loop.Loops;
import dev.loopgate.chassis.peer.PeerConfig;
import dev.loopgate.chassis.peer.Peers;
import dev.loopgate.wire.peer.PeerClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Starts a follower per {@link FeedHandler} with the service. */
@ApplicationScoped
class Followers {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final List<ApplyInTurn> feeds;
  private final Peers peers;
  private final LogContact log;
  private final RetryParked retry;
  private final Ending ending;
  private final Loops loops;
  private final Duration wait;

  @Inject
  Followers(
      FollowedFeeds feeds,
      RetryParked retry,
      Peers peers,
      PeerConfig config,
      LogContact log,
      Ending ending,
      Loops loops) {
    this.feeds = feeds.all();
    this.retry = retry;
    this.ending = ending;
    this.loops = loops;
    this.log = log;
    this.wait = waitWithin(config.silence());
    this.peers = peers;
  }

  void start(@Observes StartupEvent started) {
    for (ApplyInTurn events : feeds) {
      peers.find(events.feed()).ifPresent(peer -> follow(events, peer));
    }
    loops.start("feeds-retry", retry::retryAndAwait);
  }

  private void follow(ApplyInTurn events, PeerClient peer) {
    String feed = events.feed();
    FollowFeed follower = new FollowFeed(new PeerFeed(peer, feed, wait, log), events, ending);
    log.heard(feed);
    loops.start("feed-" + feed, follower::followOnce);
  }

  /** The log's answer must come before its silence is too long. */
  private static Duration waitWithin(Duration silence) {
    return Duration.ofSeconds(Math.clamp(silence.toSeconds() / 2, 1L, LONGEST_WAIT.toSeconds()));
  }
}
