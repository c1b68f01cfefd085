package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.loopgate.chassis.peer.PeerClient;
import dev.loopgate.chassis.peer.PeerConfig;
import dev.loopgate.chassis.peer.Peers;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
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
import java.util.function.BooleanSupplier;

/** Starts a follower per {@link FeedHandler} with the service and stops them with it. */
@ApplicationScoped
class Followers {
  private static final int LONGEST_WAIT_SECONDS = 20;
  private static final TypeReference<List<CloudEvent>> BATCH = new TypeReference<>() {};

  private final List<FeedHandler> handlers;
  private final Peers peers;
  private final FollowerPositions positions;
  private final LogContact log;
  private final int waitSeconds;
  private final List<FollowUntilStopped> followers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  @Inject
  Followers(
      @All List<FeedHandler> handlers,
      Peers peers,
      PeerConfig config,
      FollowerPositions positions,
      LogContact log) {
    this.log = log;
    this.waitSeconds = (int) Math.clamp(config.silence().toSeconds() / 2, 1L, LONGEST_WAIT_SECONDS);
    this.handlers = handlers;
    this.peers = peers;
    this.positions = positions;
  }

  void start(@Observes StartupEvent started) {
    for (FeedHandler handler : handlers) {
      peers.find(handler.feed()).ifPresent(peer -> follow(handler, peer));
    }
  }

  private void follow(FeedHandler handler, PeerClient peer) {
    FollowUntilStopped follower =
        new FollowUntilStopped(
            handler,
            lastEventId -> read(peer, handler.feed(), lastEventId),
            positions,
            Followers::inTransaction);
    log.heard(handler.feed());
    followers.add(follower);
    threads.add(Thread.ofVirtual().name("feed-" + handler.feed()).start(follower));
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

  private static boolean inTransaction(BooleanSupplier work) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          boolean done = work.getAsBoolean();
          if (!done) {
            QuarkusTransaction.setRollbackOnly();
          }
          return done;
        });
  }

  void stop(@Observes ShutdownEvent stopped) {
    followers.forEach(FollowUntilStopped::stop);
    threads.forEach(Thread::interrupt);
  }
}
