package dev.loopgate.ideas.rollback;

import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.question.Question;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** Somebody's wish to have the files of an older generation back. */
@Entity
@DynamicUpdate
@Table(name = "rollback")
public class Rollback extends Question {
  @Column(name = "to_generation_id")
  private UUID toGenerationId;

  @Column(name = "to_generation")
  private int toGeneration;

  private String why;

  protected Rollback() {}

  Rollback(
      UUID id,
      String key,
      Program program,
      Generation from,
      Generation to,
      String why,
      String proposedBy,
      Instant proposedAt) {
    super(id, key, program, from, proposedBy, proposedAt);
    this.toGenerationId = to.id();
    this.toGeneration = to.number();
    this.why = why;
  }

  /** The generation whose files come back. */
  public UUID toGenerationId() {
    return toGenerationId;
  }

  public int toGeneration() {
    return toGeneration;
  }

  /** In the words of who asked. */
  public String why() {
    return why;
  }
}
