package dev.loopgate.reviews.review;

import dev.loopgate.contracts.reviews.ReviewKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is put to people when it is not about an idea: a rule change, a rollback, the end of a stop.
 *
 * @param id of the subject; its review has an id of its own
 * @param key how people call the subject and its review, for example {@code digits-rules-2}
 * @param programId absent when the question is about all programs
 * @param program its name, or {@code *}
 * @param programVersion 0 when no version matters
 * @param generation 0 when no generation matters
 * @param policy the terms in force, for example {@code standard@1}
 * @param authors who asked, and whoever else may not judge it
 * @param content the subject as JSON values, shown to the people who vote
 */
public record Question(
    ReviewKind kind,
    UUID id,
    String key,
    @Nullable UUID programId,
    String program,
    int programVersion,
    @Nullable UUID generationId,
    int generation,
    String policy,
    String title,
    String reason,
    List<String> authors,
    Map<String, Object> content,
    Instant askedAt) {
  /** The name that stands for all programs. */
  public static final String ALL_PROGRAMS = "*";

  public Question {
    authors = List.copyOf(authors);
    content = Map.copyOf(content);
    if (kind.isAboutIdea()) {
      throw new IllegalArgumentException(kind + " is about an idea");
    }
  }
}
