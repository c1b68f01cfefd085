package dev.loopgate.contracts.experiments;

import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is frozen before the first run. Exact numbers are decimal strings, so that the
 * digest and every recomputation are the same in any language.
 *
 * @param t counts the program's registrations from 1
 * @param adoptedBefore A: ideas ever adopted in the program
 * @param gamma γ_t
 * @param alpha α_t = α · γ_t · (A + 1)
 * @param threshold 1/α_t, rounded up to 6 decimals; display only, the test is K · α_t ≥ 1
 * @param scale s, in units of the metric
 * @param minimumEffect δ, in units of the metric
 * @param seedCommitment {@code sha256:<hex>} of the secret that the seeds are drawn from
 * @param transform how differences become observations
 * @param plausibleEffect the largest mean effect that can be real, in units of the metric; null
 *     means no bound
 * @param lambdas the fractions λ that the mixture bets, in (0, 1)
 * @param guards guard metrics with the scale of their own processes
 * @param minimumIsolation the weakest sandbox that the clearance allows
 * @param invalidatedBy kinds of flags that make the verdict INVALID when the candidate raises them
 * @param rule the version of the rule that the experiment is judged by; null means 1
 * @param widths how many scales s, s/2, s/4, … each difference is looked at with; null means 1
 * @param stake where γ_t comes from under version 2, which calls it g_t; null under version 1
 */
public record Registration(
    UUID experimentId,
    UUID ideaId,
    String ideaKey,
    UUID programId,
    int programVersion,
    UUID generationId,
    int generation,
    String evaluatorDigest,
    String candidateWorkspace,
    String baselineWorkspace,
    String evaluatorWorkspace,
    String metric,
    Direction direction,
    String minimumEffect,
    String scale,
    Transform transform,
    @Nullable String plausibleEffect,
    List<String> lambdas,
    List<RegisteredGuard> guards,
    int minSeeds,
    int maxSeeds,
    String errorRate,
    int t,
    int adoptedBefore,
    String gamma,
    String alpha,
    String threshold,
    String seedCommitment,
    Isolation minimumIsolation,
    List<String> invalidatedBy,
    Instant registeredAt,
    @Nullable Integer rule,
    @Nullable Integer widths,
    @Nullable Stake stake) {
  /** What every plan bet before plans said so. */
  private static final List<String> FIRST_LAMBDAS =
      List.of("0.02", "0.05", "0.1", "0.2", "0.3", "0.4", "0.5", "0.65", "0.8", "0.95");

  @SuppressWarnings("ConstantValue") // JSON of older plans lacks the later parts
  public Registration {
    transform = transform == null ? Transform.CLIP : transform;
    lambdas = lambdas == null ? FIRST_LAMBDAS : List.copyOf(lambdas);
    invalidatedBy = invalidatedBy == null ? List.of() : List.copyOf(invalidatedBy);
    guards = List.copyOf(guards);
  }

  /** A registration under version 1 of the rule. */
  public Registration(
      UUID experimentId,
      UUID ideaId,
      String ideaKey,
      UUID programId,
      int programVersion,
      UUID generationId,
      int generation,
      String evaluatorDigest,
      String candidateWorkspace,
      String baselineWorkspace,
      String evaluatorWorkspace,
      String metric,
      Direction direction,
      String minimumEffect,
      String scale,
      Transform transform,
      @Nullable String plausibleEffect,
      List<String> lambdas,
      List<RegisteredGuard> guards,
      int minSeeds,
      int maxSeeds,
      String errorRate,
      int t,
      int adoptedBefore,
      String gamma,
      String alpha,
      String threshold,
      String seedCommitment,
      Isolation minimumIsolation,
      List<String> invalidatedBy,
      Instant registeredAt) {
    this(
        experimentId,
        ideaId,
        ideaKey,
        programId,
        programVersion,
        generationId,
        generation,
        evaluatorDigest,
        candidateWorkspace,
        baselineWorkspace,
        evaluatorWorkspace,
        metric,
        direction,
        minimumEffect,
        scale,
        transform,
        plausibleEffect,
        lambdas,
        guards,
        minSeeds,
        maxSeeds,
        errorRate,
        t,
        adoptedBefore,
        gamma,
        alpha,
        threshold,
        seedCommitment,
        minimumIsolation,
        invalidatedBy,
        registeredAt,
        null,
        null,
        null);
  }

  /** The same plan, judged by version 2 of the rule. */
  public Registration underSecondRule(int itsWidths, @Nullable Stake itsStake) {
    return new Registration(
        experimentId,
        ideaId,
        ideaKey,
        programId,
        programVersion,
        generationId,
        generation,
        evaluatorDigest,
        candidateWorkspace,
        baselineWorkspace,
        evaluatorWorkspace,
        metric,
        direction,
        minimumEffect,
        scale,
        transform,
        plausibleEffect,
        lambdas,
        guards,
        minSeeds,
        maxSeeds,
        errorRate,
        t,
        adoptedBefore,
        gamma,
        alpha,
        threshold,
        seedCommitment,
        minimumIsolation,
        invalidatedBy,
        registeredAt,
        2,
        itsWidths,
        itsStake);
  }

  /**
   * What left the two purses of a sponsor for this registration; g_t is their sum.
   *
   * @param sponsor the person whose purses they are
   * @param fast gF, a decimal string
   * @param slow gS, a decimal string
   */
  public record Stake(String sponsor, String fast, String slow) {}

  /** A guard with its frozen margin and scale, in units of its metric. */
  public record RegisteredGuard(String metric, Direction direction, String margin, String scale) {}
}
