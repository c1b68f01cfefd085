package dev.loopgate.ideas.question;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants of a program apart from its ideas, put to people: other rules, or the way
 * back. Everything but how it ended is written once.
 */
public interface Question {
  UUID id();

  /** For example {@code digits-rules-1}; the review of it has the same key. */
  String key();

  UUID programId();

  String program();

  String proposedBy();

  Instant proposedAt();

  /** How it ended; null while people are asked. */
  @Nullable Ending ending();

  default boolean isOpen() {
    return ending() == null;
  }

  default QuestionState state() {
    return QuestionState.of(ending());
  }
}
