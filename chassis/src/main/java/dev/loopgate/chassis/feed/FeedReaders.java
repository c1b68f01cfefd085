package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the rows of the feed until every configured follower has asked beyond them, and tells who
 * comes too late. People may read the feed, too, and do not count.
 */
@ApplicationScoped
class FeedReaders {
  static final ProblemType GONE =
      new ProblemType("feed-gone", 410, "These events are no longer there");

  private static final int BATCH = 1_000;

  private final FeedReaderStore store;
  private final FeedRetentionConfig config;
  private final Clock clock;
  private final List<String> followers;
  private final Map<String, FeedPosition> asked = new ConcurrentHashMap<>();

  @Inject
  FeedReaders(FeedReaderStore store, FeedRetentionConfig config, Clock clock) {
    this.store = store;
    this.config = config;
    this.clock = clock;
    this.followers = subjects(config);
  }

  private static List<String> subjects(FeedRetentionConfig config) {
    String prefix = config.subjectPrefix().orElse("");
    return config.followers().orElse(List.of()).stream()
        .map(name -> prefix + name)
        .distinct()
        .toList();
  }

  /**
   * Somebody asks for what comes after a position. It is stored with the next look: what a crash
   * forgets is asked for again.
   */
  void asks(Principal reader, FeedPosition after) {
    if (reader.kind() == PrincipalKind.SERVICE && followers.contains(reader.subject())) {
      asked.put(reader.subject(), after);
    }
  }

  /**
   * Refuses to pass over in silence what was deleted. Ask it after the look: what was deleted
   * before that is known then.
   *
   * @throws ProblemException 410
   */
  void requireThere(String feed, FeedPosition after) {
    FeedPosition trimmed = store.trimmed();
    if (after.compareTo(trimmed) < 0) {
      throw new ProblemException(
          GONE,
          "Feed %s has its events after %s only: the older ones were deleted when all of its followers (%s) had read them. Read what there is by the API of the service, then follow from lastEventId=%s. A service whose database was restored from an older backup needs one that is not older than loopgate.feed-retention.age (%s)."
              .formatted(feed, trimmed, String.join(", ", followers), trimmed, config.age()));
    }
  }

  /** Deletes what all have read and is old enough; says how many rows. */
  int forget() {
    asked.forEach(store::asked);
    Optional<FeedPosition> readByAll =
        followers.isEmpty() ? Optional.empty() : store.askedByAll(followers);
    return readByAll.map(this::delete).orElse(0);
  }

  private int delete(FeedPosition upTo) {
    Instant olderThan = clock.instant().minus(config.age());
    int all = 0;
    int last = BATCH;
    while (last == BATCH) {
      last = store.delete(upTo, olderThan, BATCH);
      all += last;
    }
    return all;
  }
}
