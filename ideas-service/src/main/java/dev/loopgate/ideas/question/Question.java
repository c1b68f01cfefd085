package dev.loopgate.ideas.question;

import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.program.Program;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants of a program apart from its ideas, put to people: other rules, or the way
 * back. Everything but how it ended is written once.
 */
@MappedSuperclass
public abstract class Question {
  @Id private UUID id;
  private String key;

  @Column(name = "program_id")
  private UUID programId;

  private String program;

  @Column(name = "generation_id")
  private UUID generationId;

  private int generation;

  @Column(name = "proposed_by")
  private String proposedBy;

  @Column(name = "proposed_at")
  private Instant proposedAt;

  @Embedded private @Nullable Ending ending;

  protected Question() {}

  /** Asks about a program as it stands in a generation. */
  protected Question(
      UUID id, String key, Program program, Generation now, String proposedBy, Instant proposedAt) {
    this.id = id;
    this.key = key;
    this.programId = program.id();
    this.program = program.name();
    this.generationId = now.id();
    this.generation = now.number();
    this.proposedBy = proposedBy;
    this.proposedAt = proposedAt;
  }

  /** Ends it, which can be done once. */
  void end(Ending how) {
    if (!isOpen()) {
      throw new IllegalStateException("%s is %s".formatted(key, state()));
    }
    ending = how;
  }

  public boolean isOpen() {
    return ending == null;
  }

  public QuestionState state() {
    return QuestionState.of(ending);
  }

  public UUID id() {
    return id;
  }

  /** For example {@code digits-rules-1}; the review of it has the same key. */
  public String key() {
    return key;
  }

  public UUID programId() {
    return programId;
  }

  public String program() {
    return program;
  }

  /** The generation that was current, which a rollback would replace, and only that one. */
  public UUID generationId() {
    return generationId;
  }

  public int generation() {
    return generation;
  }

  public String proposedBy() {
    return proposedBy;
  }

  public Instant proposedAt() {
    return proposedAt;
  }

  /** How it ended; null while people are asked. */
  public @Nullable Ending ending() {
    return ending;
  }
}
