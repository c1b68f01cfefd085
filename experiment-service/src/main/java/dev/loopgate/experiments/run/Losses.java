package dev.loopgate.experiments.run;

/**
 * How a stage of one run was lost so far.
 *
 * @param unexplained losses that neither the worker nor the service can explain. A worker that was
 *     not seen after the last word about the attempt is gone, and its machine with it, which
 *     explains that
 * @param timedOut whether a baseline timed out, which may be due to what ran beside it
 */
record Losses(int unexplained, boolean timedOut) {
  /** Whether the next try tells a stage that is lost by its own doing from one that others hurt. */
  boolean isToRunAlone(int most) {
    return timedOut || unexplained >= most - 1;
  }
}
