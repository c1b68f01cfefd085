package dev.loopgate.contracts.experiments;

import dev.loopgate.contracts.ideas.CanaryKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code experiment.concluded}: the verdict, with all that anybody needs to recompute it.
 *
 * @param evidenceDigest {@code sha256:<hex>} of the canonical JSON of {@code evidence}
 * @param weakestIsolation the weakest sandbox that any attempt ran in; null when none ran
 * @param runs how many runs were started
 * @param flags how many tripwires fired
 * @param claimedEffect what the candidate's own claims would have shown; null without claims
 * @param tripwires what fired, one entry for each kind
 * @param canary what the idea was a test of; null for a real one. Such an idea is never adopted
 * @param canaryPassed whether a test that must fail passed: the measurement or the proposer is at
 *     fault
 */
public record ExperimentConcluded(
    UUID experimentId,
    UUID ideaId,
    String ideaKey,
    UUID programId,
    UUID generationId,
    int generation,
    Verdict verdict,
    Evidence evidence,
    String evidenceDigest,
    @Nullable Isolation weakestIsolation,
    int runs,
    int flags,
    @Nullable Double claimedEffect,
    List<Tripwire> tripwires,
    @Nullable CanaryKind canary,
    Boolean canaryPassed,
    Instant concludedAt)
    implements ExperimentEvent {
  public static final String TYPE = "experiment.concluded";

  @SuppressWarnings("ConstantValue") // older events lack the later parts
  public ExperimentConcluded {
    tripwires = tripwires == null ? List.of() : List.copyOf(tripwires);
    canaryPassed = canaryPassed != null && canaryPassed;
  }

  /**
   * One kind of flag in an experiment.
   *
   * @param times how often it was raised, by both arms
   * @param evidence what was seen the first time, at most 1,000 characters
   */
  public record Tripwire(String kind, int times, String evidence) {}

  /**
   * The observations behind a verdict.
   *
   * @param registrationDigest binds them to the frozen plan
   * @param seedSecret hex; reveals what the registration committed to
   * @param pairs in order of their index
   */
  public record Evidence(String registrationDigest, String seedSecret, List<Pair> pairs) {
    public Evidence {
      pairs = List.copyOf(pairs);
    }
  }

  /**
   * One seed, both arms.
   *
   * @param index counts from 0
   * @param baseline the measured metric, a decimal string; null when the arm failed
   * @param candidate the measured metric, a decimal string; null when the arm failed
   * @param y the recorded observation in [−1, 1], a decimal string
   * @param guards the guard metrics of both arms, by name
   * @param failure why the candidate's run failed; null when it did not
   */
  public record Pair(
      int index,
      long seed,
      @Nullable String baseline,
      @Nullable String candidate,
      String y,
      Map<String, GuardPair> guards,
      @Nullable String failure) {
    @SuppressWarnings("ConstantValue") // older evidence has no guards
    public Pair {
      guards = guards == null ? Map.of() : Map.copyOf(guards);
    }
  }

  /** One guard metric on one seed: decimal strings; null when the arm did not measure it. */
  public record GuardPair(@Nullable String baseline, @Nullable String candidate) {}
}
