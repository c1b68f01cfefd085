package dev.loopgate.chassis.feed;

import dev.loopgate.contracts.access.AccessEvent;
import dev.loopgate.contracts.experiments.ExperimentEvent;
import dev.loopgate.contracts.feed.MustUnderstand;
import dev.loopgate.contracts.ideas.IdeaEvent;
import dev.loopgate.contracts.reviews.ReviewEvent;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of events that this version knows, read off the records of {@code contracts}. */
final class Vocabulary {
  private static final Map<String, Class<?>> RECORDS =
      Stream.of(IdeaEvent.class, ExperimentEvent.class, ReviewEvent.class, AccessEvent.class)
          .flatMap(feed -> Stream.of(feed.getPermittedSubclasses()))
          .collect(Collectors.toUnmodifiableMap(Vocabulary::type, Function.identity()));

  private Vocabulary() {}

  static boolean knows(String type) {
    return RECORDS.containsKey(type);
  }

  /** Whether nobody may pass over events of a type; false for one that is not known. */
  static boolean mustBeUnderstood(String type) {
    Class<?> known = RECORDS.get(type);
    return known != null && MustUnderstand.class.isAssignableFrom(known);
  }

  private static String type(Class<?> event) {
    try {
      return (String) event.getField("TYPE").get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(event + " does not say its type", e);
    }
  }
}
