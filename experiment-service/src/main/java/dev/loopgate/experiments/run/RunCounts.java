package dev.loopgate.experiments.run;

/**
 * How far the runs of an experiment are.
 *
 * @param flags tripwires that fired
 */
public record RunCounts(int started, int done, int flags) {
  public static final RunCounts NONE = new RunCounts(0, 0, 0);
}
