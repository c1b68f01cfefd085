package dev.loopgate.ideas.quarantine;

import dev.loopgate.ideas.quarantine.Quarantines.Evidence;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** One time that an agent was caught. Everything but how it ended is written once. */
@Entity
@DynamicUpdate
@Table(name = "quarantine")
class Quarantine {
  @Id UUID id;
  String subject;
  @Nullable String sponsor;

  @Column(name = "idea_id")
  UUID ideaId;

  @Column(name = "idea_key")
  String ideaKey;

  @Column(name = "program_id")
  UUID programId;

  String program;
  String reason;

  @Column(name = "quarantined_at")
  Instant quarantinedAt;

  @Embedded private @Nullable Lifted lifted;

  /** Who ended it, why and when. */
  @Embeddable
  record Lifted(
      @Column(name = "lifted_by") String by,
      @Column(name = "lift_reason") String reason,
      @Column(name = "lifted_at") Instant at) {}

  static Quarantine begin(UUID id, String subject, Evidence evidence, Instant now) {
    Quarantine quarantine = new Quarantine();
    quarantine.id = id;
    quarantine.subject = subject;
    quarantine.sponsor = evidence.sponsor();
    quarantine.ideaId = evidence.ideaId();
    quarantine.ideaKey = evidence.ideaKey();
    quarantine.programId = evidence.programId();
    quarantine.program = evidence.program();
    quarantine.reason = evidence.reason();
    quarantine.quarantinedAt = now;
    return quarantine;
  }

  /** How it ended; null while it is in force. */
  @Nullable Lifted lifted() {
    return lifted;
  }

  /** Ends it, which can be done once. */
  void lift(Lifted how) {
    if (lifted != null) {
      throw new IllegalStateException("the quarantine of %s is lifted".formatted(subject));
    }
    lifted = how;
  }
}
