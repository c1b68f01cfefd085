package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.peer.PeerConfig;
import dev.loopgate.chassis.peer.Peers;
import dev.loopgate.chassis.wake.Ending;
import dev.loopgate.wire.peer.PeerClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts a follower per {@link FeedHandler} with the service and stops them with it. */
@ApplicationScoped
class Followers {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final List<ApplyInTurn> feeds;
  private final Peers peers;
  private final LogContact log;
  private final RetryUntilStopped retry;
  private final Ending ending;
  private final Duration wait;
  private final List<FollowUntilStopped> followers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  @Inject
  Followers(
      FollowedFeeds feeds,
      RetryUntilStopped retry,
      Peers peers,
      PeerConfig config,
      LogContact log,
      Ending ending) {
    this.feeds = feeds.all();
    this.retry = retry;
    this.ending = ending;
    this.log = log;
    this.wait = waitWithin(config.silence());
    this.peers = peers;
  }

  void start(@Observes StartupEvent started) {
    for (ApplyInTurn events : feeds) {
      peers.find(events.feed()).ifPresent(peer -> follow(events, peer));
    }
    threads.add(Thread.ofVirtual().name("feeds-retry").start(retry));
  }

  private void follow(ApplyInTurn events, PeerClient peer) {
    String feed = events.feed();
    FollowUntilStopped follower =
        new FollowUntilStopped(new PeerFeed(peer, feed, wait, log), events);
    log.heard(feed);
    followers.add(follower);
    ending.whenBegun(follower::stop);
    threads.add(Thread.ofVirtual().name("feed-" + feed).start(follower));
  }

  /** The log's answer must come before its silence is too long. */
  private static Duration waitWithin(Duration silence) {
    return Duration.ofSeconds(Math.clamp(silence.toSeconds() / 2, 1L, LONGEST_WAIT.toSeconds()));
  }

  void stop(@Observes ShutdownEvent stopped) {
    followers.forEach(FollowUntilStopped::stop);
    retry.stop();
    threads.forEach(Thread::interrupt);
  }
}
