package dev.loopgate.retrospect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Configurations that were measured more than once: the only place where a log shows noise and
 * nothing else.
 *
 * @param degreesOfFreedom measurements beyond the first of each configuration
 * @param squares of their deviations from the mean of their configuration, added up
 */
record Repeats(int degreesOfFreedom, double squares) {

  /** The pooled standard deviation of one measurement. */
  double sd() {
    return Math.sqrt(squares / degreesOfFreedom);
  }

  /** Collects what each configuration measured, in sixteen bytes for each attempt. */
  static final class Collector {
    private static final int POSITION_BITS = 24;
    private static final long POSITION = (1L << POSITION_BITS) - 1;

    private long[] keys = new long[64];
    private int size;

    /**
     * Takes the measurement at a place of the log.
     *
     * @param configuration what was measured; null when the log does not say
     */
    void add(@Nullable String configuration, int position) {
      if (configuration == null || position > POSITION) {
        return;
      }
      keys = size == keys.length ? Arrays.copyOf(keys, 2 * size) : keys;
      keys[size++] = hash(configuration) << POSITION_BITS | position;
    }

    /** FNV-1a; forty bits of it tell a million configurations apart. */
    private static long hash(String text) {
      long hash = 0xcbf29ce484222325L;
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
      }
      return hash ^ hash >>> 32;
    }

    Repeats repeats(double[] losses) {
      Arrays.sort(keys, 0, size);
      int freedom = 0;
      double squares = 0;
      for (int from = 0, to; from < size; from = to) {
        to = endOfGroup(from);
        if (to - from > 1) {
          freedom += to - from - 1;
          squares += squares(losses, from, to);
        }
      }
      return new Repeats(freedom, squares);
    }

    private int endOfGroup(int from) {
      int to = from + 1;
      while (to < size && keys[to] >>> POSITION_BITS == keys[from] >>> POSITION_BITS) {
        to++;
      }
      return to;
    }

    private double squares(double[] losses, int from, int to) {
      double mean = 0;
      for (int i = from; i < to; i++) {
        mean += losses[(int) (keys[i] & POSITION)] / (to - from);
      }
      double squares = 0;
      for (int i = from; i < to; i++) {
        double deviation = losses[(int) (keys[i] & POSITION)] - mean;
        squares += deviation * deviation;
      }
      return squares;
    }
  }
}
