package dev.loopgate.chassis.loop;

import java.time.Duration;

/**
 * How long to wait before something that failed is tried again: each time twice as long.
 *
 * @param first after the first failure
 * @param longest never longer
 */
public record BackOff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20;

  /**
   * The pause before the next try.
   *
   * @param failures how often it has failed before this time
   */
  public Duration after(int failures) {
    Duration pause = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
