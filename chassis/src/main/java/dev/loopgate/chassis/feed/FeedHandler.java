package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * What a service does about the events of one peer's feed. Each service has one bean per feed that
 * it follows.
 */
public interface FeedHandler {
  /** The feed's name, for example {@code ideas}; also the key of the peer in the configuration. */
  String feed();

  /**
   * Applies one event. Runs inside the transaction that stores the position, so it must only touch
   * this service's own database. Types it does not know are not for it.
   *
   * @throws JsonProcessingException when the data is not what the type promises; {@link
   *     CloudEvent#read} says so
   * @throws TooEarlyException when a fact that it needs may still come, by another feed for example
   */
  void apply(CloudEvent event) throws JsonProcessingException;

  /**
   * Puts a stop in force as soon as it is heard, before the feed comes to it, where {@link #apply}
   * gets the same event again: either may be first. Takes no lock that is held for long. Ends of
   * stops do not overtake the feed.
   *
   * @throws JsonProcessingException when the data is not what the type promises
   */
  default void applyStop(CloudEvent event) throws JsonProcessingException {}
}
