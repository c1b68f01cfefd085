package dev.loopgate.chassis.feed;

import dev.loopgate.contracts.access.AccessEvent;
import dev.loopgate.contracts.experiments.ExperimentEvent;
import dev.loopgate.contracts.feed.FeedEvent;
import dev.loopgate.contracts.feed.MustUnderstand;
import dev.loopgate.contracts.ideas.IdeaEvent;
import dev.loopgate.contracts.reviews.ReviewEvent;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of events that this version knows, read off the records of {@code contracts}. */
final class Vocabulary {
  private static final Map<String, Class<?>> RECORDS =
      Stream.of(
              IdeaEvent.class,
              ExperimentEvent.class,
              ReviewEvent.class,
              AccessEvent.class,
              FeedEvent.class)
          .flatMap(feed -> Stream.of(feed.getPermittedSubclasses()))
          .collect(Collectors.toUnmodifiableMap(Vocabulary::type, Function.identity()));

  private Vocabulary() {}

  /** The record of a type; empty for one that is not known. */
  static Optional<Class<?>> find(@Nullable String type) {
    return Optional.ofNullable(type).map(RECORDS::get);
  }

  /** Whether nobody may pass over events of a type; false for one that is not known. */
  static boolean mustBeUnderstood(@Nullable String type) {
    return find(type).filter(MustUnderstand.class::isAssignableFrom).isPresent();
  }

  private static String type(Class<?> event) {
    try {
      return (String) event.getField("TYPE").get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(event + " does not say its type", e);
    }
  }
}
