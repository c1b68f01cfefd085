package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.loopgate.chassis.peer.PeerClient;
import dev.loopgate.chassis.peer.PeerConfig;
import dev.loopgate.chassis.peer.Peers;
import dev.loopgate.chassis.wake.Ending;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts a follower per {@link FeedHandler} with the service and stops them with it. */
@ApplicationScoped
class Followers {
  private static final int LONGEST_WAIT_SECONDS = 20;
  private static final TypeReference<List<CloudEvent>> BATCH = new TypeReference<>() {};

  private final List<ApplyInTurn> feeds;
  private final Peers peers;
  private final LogContact log;
  private final RetryUntilStopped retry;
  private final Ending ending;
  private final int waitSeconds;
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
    this.waitSeconds = (int) Math.clamp(config.silence().toSeconds() / 2, 1L, LONGEST_WAIT_SECONDS);
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
        new FollowUntilStopped(lastEventId -> read(peer, feed, lastEventId), events);
    log.heard(feed);
    followers.add(follower);
    ending.whenBegun(follower::stop);
    threads.add(Thread.ofVirtual().name("feed-" + feed).start(follower));
  }

  private List<CloudEvent> read(PeerClient peer, String feed, String lastEventId)
      throws InterruptedException {
    String path =
        "/feeds/%s?timeout=%d&lastEventId=%s"
            .formatted(feed, waitSeconds, URLEncoder.encode(lastEventId, StandardCharsets.UTF_8));
    List<CloudEvent> batch = peer.get(path, BATCH, Duration.ofSeconds(waitSeconds + 10));
    log.heard(feed);
    return batch;
  }

  void stop(@Observes ShutdownEvent stopped) {
    followers.forEach(FollowUntilStopped::stop);
    retry.stop();
    threads.forEach(Thread::interrupt);
  }
}
