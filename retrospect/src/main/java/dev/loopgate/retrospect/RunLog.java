package dev.loopgate.retrospect;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole run as its log tells it. Only the keeps are held in full: a log of a million attempts
 * takes some twenty bytes each.
 *
 * @param origin where it comes from and how it was read
 * @param baseline what the first attempt was compared with
 * @param losses the metric of the baseline and of each measured attempt, in the order of the log
 *     and turned so that smaller is better; not copied
 * @param keeps what was kept after the baseline
 * @param crashes attempts without a value
 * @param repeats what was measured more than once
 */
public record RunLog(
    Origin origin,
    Attempt baseline,
    double[] losses,
    List<Keep> keeps,
    int crashes,
    Repeats repeats,
    Skipped skipped) {

  public RunLog {
    keeps = List.copyOf(keeps);
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
   * @param position its place in {@link RunLog#losses}, from 1
   * @param gain how much better than the keep before it, as logged
   * @param isBest whether nothing before it was as good
   */
  public record Keep(Attempt attempt, int position, double gain, boolean isBest) {}

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
