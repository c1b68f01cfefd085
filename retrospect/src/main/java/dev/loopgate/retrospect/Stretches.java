package dev.loopgate.retrospect;

import java.util.BitSet;
import java.util.PriorityQueue;

/**
 * Divides a run into stretches in which nothing got better. Every keep may begin one; the keep that
 * shifts the level least is given up first, its stretches become one, and so on until every keep
 * that is left shifts the level by more than the bar. So the best so far, which is best by luck as
 * well, is never what a keep is measured by.
 */
final class Stretches {
  private final Levels levels;
  private final int[] keeps;
  private final double bar;
  private final int[] previous;
  private final int[] next;
  private final int[] version;
  private final BitSet gone = new BitSet();
  private final PriorityQueue<Candidate> weakest = new PriorityQueue<>();

  private record Candidate(double standing, int keep, int version)
      implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int order = Double.compare(standing, other.standing);
      return order == 0 ? Integer.compare(keep, other.keep) : order;
    }
  }

  /**
   * Of a run.
   *
   * @param keeps their places in the run, ascending
   * @param bar in standard errors
   */
  Stretches(Levels levels, int[] keeps, double bar) {
    this.levels = levels;
    this.keeps = keeps.clone();
    this.bar = bar;
    previous = new int[keeps.length];
    next = new int[keeps.length];
    version = new int[keeps.length];
    for (int i = 0; i < keeps.length; i++) {
      previous[i] = i - 1;
      next[i] = i + 1;
    }
    giveUpTheWeak();
  }

  private void giveUpTheWeak() {
    for (int i = 0; i < keeps.length; i++) {
      weakest.add(candidate(i));
    }
    while (!weakest.isEmpty() && weakest.peek().standing() < bar) {
      Candidate candidate = weakest.remove();
      if (!gone.get(candidate.keep()) && candidate.version() == version[candidate.keep()]) {
        giveUp(candidate.keep());
      }
    }
  }

  private Candidate candidate(int keep) {
    return new Candidate(
        levels.standing(begin(previous[keep]), keeps[keep], begin(next[keep])),
        keep,
        version[keep]);
  }

  private void giveUp(int keep) {
    gone.set(keep);
    int before = previous[keep];
    int after = next[keep];
    if (before >= 0) {
      next[before] = after;
      look(before);
    }
    if (after < keeps.length) {
      previous[after] = before;
      look(after);
    }
  }

  private void look(int keep) {
    version[keep]++;
    weakest.add(candidate(keep));
  }

  private int begin(int keep) {
    if (keep < 0) {
      return 0;
    }
    return keep < keeps.length ? keeps[keep] : levels.size();
  }

  /** Whether a keep begins a stretch of its own. */
  boolean standsOut(int keep) {
    return !gone.get(keep);
  }

  /** What a keep shifts, by the stretch that it is in or between those that it divides. */
  Shift shift(int keep) {
    int before = gone.previousClearBit(keep - 1);
    int after = Math.min(gone.nextClearBit(keep + 1), keeps.length);
    return levels.shift(begin(keep == 0 ? -1 : before), keeps[keep], begin(after), standsOut(keep));
  }
}
