package dev.loopgate.chassis.feed;

/**
 * Asked before the feed says that there is nothing new. Followers take that for a sign that all is
 * well here; who cannot say so answers with a problem, and counts as silent.
 */
@FunctionalInterface
public interface FeedGuard {
  /**
   * Returns when all is well.
   *
   * @throws dev.loopgate.wire.problem.ProblemException when it is not
   */
  void require();
}
