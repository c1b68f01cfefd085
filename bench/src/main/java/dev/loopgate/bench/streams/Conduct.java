package dev.loopgate.bench.streams;

import java.util.random.RandomGenerator;

/** How the authors of a stream behave. Each is given more than real ones could know. */
interface Conduct {
  /**
   * How good the next idea is.
   *
   * @return its effect in standard deviations of a pair; it is better when that is above 0
   */
  double propose(RandomGenerator random);

  /** What the authors do about one pair. */
  enum Act {
    /** Let it count. */
    RUN,
    /** The candidate fails on purpose. */
    CRASH,
    /** The authors withdraw the idea while the pair runs. */
    WITHDRAW,
    /** A baseline that the authors had adopted fails on purpose: the experiment is INVALID. */
    FAIL_BASELINE
  }

  /**
   * What to do about the next pair.
   *
   * @param pairs how many were judged
   * @param capital K so far
   * @param difference how it will end, in standard deviations of a pair: no author knows that
   */
  default Act about(int pairs, double capital, double difference) {
    return Act.RUN;
  }

  /** How the last idea ended. */
  default void learn(double effect, boolean adopted, double capital) {}
}
