package dev.loopgate.chassis.feed;

import dev.loopgate.wire.problem.ProblemException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A place in a feed: the transaction that wrote the event and its sequence number within the table.
 *
 * @param transactionId PostgreSQL's 64-bit transaction id
 */
public record FeedPosition(long transactionId, long seq) implements Comparable<FeedPosition> {
  public static final FeedPosition START = new FeedPosition(0, 0);

  /** Parses {@code lastEventId}; null or empty means the start of the feed. */
  public static FeedPosition parse(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return START;
    }
    if (!lastEventId.matches("\\d{1,18}-\\d{1,18}")) {
      throw ProblemException.invalid(
          "lastEventId",
          "'%s' is no position of this feed. Send the id of an event that it served, or leave it out."
              .formatted(lastEventId));
    }
    int hyphen = lastEventId.indexOf('-');
    return new FeedPosition(
        Long.parseLong(lastEventId.substring(0, hyphen)),
        Long.parseLong(lastEventId.substring(hyphen + 1)));
  }

  @Override
  public int compareTo(FeedPosition other) {
    return Comparator.comparingLong(FeedPosition::transactionId)
        .thenComparingLong(FeedPosition::seq)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return transactionId + "-" + seq;
  }
}
