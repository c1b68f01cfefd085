package dev.loopgate.contracts.experiments;

import java.time.Instant;
import java.util.List;
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
    Instant concludedAt)
    implements ExperimentEvent {
  public static final String TYPE = "experiment.concluded";

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
   */
  public record Pair(
      int index, long seed, @Nullable String baseline, @Nullable String candidate, String y) {}
}
