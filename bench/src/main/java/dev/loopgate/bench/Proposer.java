package dev.loopgate.bench;

import java.util.random.RandomGenerator;

/** Who proposes the ideas of one program. Sees everything that happened so far. */
interface Proposer {
  /** The next idea. */
  Law propose(RandomGenerator random);

  /** How the last idea ended. */
  default void learn(Law idea, Answer answer) {}

  /**
   * Whether to drop an experiment that is under way.
   *
   * @param eValue what a peek shows
   */
  default boolean abandons(int pairs, double eValue) {
    return false;
  }

  /**
   * What a way of deciding says about an idea.
   *
   * @param pairs evaluations that it took
   * @param score how good the idea looked; comparable within one way of deciding
   */
  record Answer(boolean adopted, int pairs, double score) {}
}
