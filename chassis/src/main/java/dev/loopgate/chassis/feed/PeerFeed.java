package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.loopgate.wire.peer.PeerClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The feed of a peer, read by long polling. Whoever has not answered last is asked for an answer at
 * once: that it is there again must not be known only when the first wait ends.
 */
final class PeerFeed implements FeedSource {
  private static final TypeReference<List<CloudEvent>> BATCH = new TypeReference<>() {};
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final PeerClient peer;
  private final String feed;
  private final Duration longestWait;
  private final LogContact log;
  private boolean answers;

  PeerFeed(PeerClient peer, String feed, Duration longestWait, LogContact log) {
    this.peer = peer;
    this.feed = feed;
    this.longestWait = longestWait;
    this.log = log;
  }

  @Override
  public List<CloudEvent> after(String lastEventId) throws InterruptedException {
    Duration wait = answers ? longestWait : Duration.ZERO;
    answers = false;
    List<CloudEvent> batch = peer.get(path(lastEventId, wait), BATCH, wait.plus(MARGIN));
    answers = true;
    log.heard(feed);
    return batch;
  }

  private String path(String lastEventId, Duration wait) {
    return "/feeds/%s?timeout=%d&lastEventId=%s"
        .formatted(feed, wait.toSeconds(), URLEncoder.encode(lastEventId, StandardCharsets.UTF_8));
  }
}
