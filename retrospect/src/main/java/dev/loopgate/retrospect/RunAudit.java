package dev.loopgate.retrospect;

import dev.loopgate.retrospect.RunLog.Origin;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a log supports and what it does not: the answer as programs get it, and what the pages are
 * written from.
 *
 * @param noise that the run was judged by
 * @param shown noise that the log shows itself, whatever it was judged by
 * @param broken attempts that were too bad to say anything about the level
 * @param luck null when the noise is not known
 * @param price null when the noise is not known
 */
public record RunAudit(
    Origin origin,
    Counts counts,
    Claim claim,
    Noise noise,
    Noise shown,
    int broken,
    List<KeepFinding> keeps,
    @Nullable Luck luck,
    @Nullable Price price,
    Skipped skipped) {

  public RunAudit {
    keeps = List.copyOf(keeps);
  }

  /**
   * How many there are.
   *
   * @param attempts after the baseline
   * @param notBetter keeps that were not better than everything before them
   */
  public record Counts(int attempts, int keeps, int discards, int crashes, int notBetter) {}

  /** What the log claims, in units of the metric. */
  public record Claim(double baseline, double last, double gain, double medianGain) {}

  /**
   * Judges a run.
   *
   * @param random for the loop that is run again with luck alone; the same seed, the same answer
   */
  public static RunAudit of(RunLog log, Noise noise, Pace pace, RandomGenerator random) {
    Counts counts =
        new Counts(
            log.attempts(),
            log.keeps().size(),
            log.discards(),
            log.crashes(),
            (int) log.keeps().stream().filter(keep -> !keep.isBest()).count());
    Claim claim =
        new Claim(log.baseline().value(), last(log).value(), log.claimedGain(), log.medianGain());
    List<KeepFinding> keeps = JudgeKeeps.of(log, noise);
    Levels levels = noise.isKnown() ? new Levels(log.losses(), noise.sd()) : null;
    return new RunAudit(
        log.origin(),
        counts,
        claim,
        noise,
        Noise.shownBy(log),
        levels == null ? 0 : levels.broken(),
        keeps,
        levels == null ? null : luck(log, levels, keeps, noise, random),
        levels == null ? null : Price.of(log, noise.sd(), pace),
        log.skipped());
  }

  private static Luck luck(
      RunLog log, Levels levels, List<KeepFinding> keeps, Noise noise, RandomGenerator random) {
    return new LuckyLoop(trueGains(log, levels, keeps), noise.sd(), random).luck();
  }

  private static Attempt last(RunLog log) {
    return log.keeps().isEmpty() ? log.baseline() : log.keeps().getLast().attempt();
  }

  /** What each measured attempt gains if nothing but the outstanding keeps does. */
  private static double[] trueGains(RunLog log, Levels levels, List<KeepFinding> keeps) {
    double[] gains = new double[log.losses().length];
    for (KeepFinding keep : keeps) {
      if (keep.standsOut() && keep.gain() != null) {
        gains[keep.attempt()] = keep.gain();
      }
    }
    double[] telling = new double[gains.length - 1 - levels.broken()];
    int count = 0;
    for (int i = 1; i < gains.length; i++) {
      if (!levels.isBroken(i)) {
        telling[count++] = gains[i];
      }
    }
    return telling;
  }

  /** The keeps that luck does not explain. */
  public List<KeepFinding> outstanding() {
    return keeps.stream().filter(KeepFinding::standsOut).toList();
  }
}
