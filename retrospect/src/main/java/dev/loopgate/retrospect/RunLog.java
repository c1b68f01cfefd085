package dev.loopgate.retrospect;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole run as its log tells it. Only the keeps are held in full: a log of a million attempts
 * takes some twenty bytes each.
 */
public final class RunLog {
  private final Origin origin;
  private final Attempt baseline;
  private final double[] losses;
  private final List<Keep> keeps;
  private final int crashes;
  private final Repeats repeats;
  private final Skipped skipped;

  /**
   * A run.
   *
   * @param losses not copied: nobody else may keep it
   */
  RunLog(
      Origin origin,
      Attempt baseline,
      double[] losses,
      List<Keep> keeps,
      int crashes,
      Repeats repeats,
      Skipped skipped) {
    this.origin = origin;
    this.baseline = baseline;
    this.losses = losses;
    this.keeps = List.copyOf(keeps);
    this.crashes = crashes;
    this.repeats = repeats;
    this.skipped = skipped;
  }

  /**
   * How a log was read.
   *
   * @param format for example {@code autoresearch results.tsv}
   * @param run how long one run usually takes; null when that is not known
   * @param remarks what a reader of the result must know about the reading
   */
  public record Origin(
      String format,
      String metric,
      Direction direction,
      @Nullable Duration run,
      List<String> remarks) {
    public Origin {
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * What was kept.
   *
   * @param position its place among the measured attempts, from 1; the baseline is 0
   * @param gain how much better than the keep before it, as logged
   * @param isBest whether nothing before it was as good
   */
  public record Keep(Attempt attempt, int position, double gain, boolean isBest) {}

  /** Where it comes from and how it was read. */
  public Origin origin() {
    return origin;
  }

  /** What the first attempt was compared with. */
  public Attempt baseline() {
    return baseline;
  }

  /**
   * The metric of the baseline and of each measured attempt, in the order of the log and turned so
   * that smaller is better. Not a copy.
   */
  double[] losses() {
    return losses;
  }

  /** What was kept after the baseline. */
  public List<Keep> keeps() {
    return keeps;
  }

  /** Attempts without a value. */
  public int crashes() {
    return crashes;
  }

  /** What was measured more than once. */
  Repeats repeats() {
    return repeats;
  }

  /** What could not be used. */
  public Skipped skipped() {
    return skipped;
  }

  /** Attempts after the baseline, crashes too. */
  public int attempts() {
    return losses.length - 1 + crashes;
  }

  /** Attempts that were measured and not kept. */
  public int discards() {
    return losses.length - 1 - keeps.size();
  }

  /** From the baseline to the last keep, as logged. */
  public double claimedGain() {
    return keeps.stream().mapToDouble(Keep::gain).sum();
  }

  /** The middle one of the gains of the keeps; 0 without any. */
  public double medianGain() {
    return keeps.isEmpty() ? 0 : Median.of(keeps.stream().mapToDouble(Keep::gain).toArray());
  }
}
