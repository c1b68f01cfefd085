package dev.loopgate.experiments.experiment;

import dev.loopgate.contracts.experiments.ExperimentConcluded.Evidence;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.wire.json.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The test of one idea against its generation, or the measurement of a generation. What was frozen
 * or concluded is kept as the very JSON text that its digest was taken of.
 */
@Entity
@Table(name = "experiment")
class Experiment {
  @Id UUID id;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  ExperimentKind kind;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private ExperimentState state;

  @Column(name = "program_id")
  UUID programId;

  @Column(name = "program_name")
  String programName;

  @Column(name = "program_version")
  int programVersion;

  @Column(name = "generation_id")
  UUID generationId;

  int generation;

  @Column(name = "idea_id")
  @Nullable UUID ideaId;

  @Column(name = "idea_key")
  @Nullable String ideaKey;

  @Enumerated(EnumType.STRING)
  @Column(name = "minimum_isolation")
  Isolation minimumIsolation;

  @Nullable String registration;

  @Column(name = "registration_digest")
  @Nullable String registrationDigest;

  @Column(name = "seed_secret")
  @Nullable String seedSecret;

  int pairs;

  @Column(name = "e_value")
  @Nullable String eValue;

  @Nullable String verdict;

  @Nullable String evidence;

  @Column(name = "evidence_digest")
  @Nullable String evidenceDigest;

  @Enumerated(EnumType.STRING)
  @Column(name = "weakest_isolation")
  @Nullable Isolation weakestIsolation;

  @Column(name = "claimed_effect")
  @Nullable Double claimedEffect;

  @Enumerated(EnumType.STRING)
  @Nullable CanaryKind canary;

  @Column(name = "canary_passed")
  boolean canaryPassed;

  @Nullable String baseline;

  /** Whether its generation was measured again. */
  boolean superseded;

  @Nullable String reason;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "registered_at")
  @Nullable Instant registeredAt;

  @Column(name = "concluded_at")
  @Nullable Instant concludedAt;

  static Experiment begin(UUID id, ExperimentKind kind, ExperimentState state) {
    Experiment experiment = new Experiment();
    experiment.id = id;
    experiment.kind = kind;
    experiment.state = state;
    return experiment;
  }

  ExperimentState state() {
    return state;
  }

  /** Moves on, as far as that leads anywhere. */
  void become(ExperimentState next) {
    if (!state.next().contains(next)) {
      throw new IllegalStateException(
          "experiment %s is %s and cannot become %s".formatted(id, state, next));
    }
    state = next;
  }

  @Nullable Registration registration() {
    return registration == null ? null : Json.read(registration, Registration.class);
  }

  /** The plan of an experiment that has one. */
  Registration frozen() {
    Registration plan = registration();
    if (plan == null) {
      throw new IllegalStateException("experiment " + id + " is not registered");
    }
    return plan;
  }

  @Nullable Verdict verdict() {
    return verdict == null ? null : Json.read(verdict, Verdict.class);
  }

  @Nullable Evidence evidence() {
    return evidence == null ? null : Json.read(evidence, Evidence.class);
  }

  @Nullable MeasuredBaseline measured() {
    return baseline == null ? null : Json.read(baseline, MeasuredBaseline.class);
  }

  /** The secret of an experiment that has drawn seeds. */
  SeedSecret secret() {
    if (seedSecret == null) {
      throw new IllegalStateException("experiment " + id + " has no seeds");
    }
    return new SeedSecret(seedSecret);
  }
}
