package dev.loopgate.bench;

import dev.loopgate.bench.Proposer.Answer;
import java.util.random.RandomGenerator;

/** One program from its first idea to its last, and what became of it. */
final class Life {
  private int better;
  private int found;
  private int wrong;
  private int pairs;
  private double worstShare;

  private Life() {}

  /**
   * What remains of a program.
   *
   * @param better truly better ideas that were proposed
   * @param found those that were adopted
   * @param wrong adopted ideas that are not better
   * @param pairs evaluations in all
   * @param worstShare the largest false share at any time
   */
  record Summary(int better, int found, int wrong, int pairs, double worstShare) {
    double falseShare() {
      return (double) wrong / Math.max(1, found + wrong);
    }
  }

  static Summary live(Scenario scenario, Habit.Rule rule, RandomGenerator random) {
    Proposer proposer = scenario.proposer().apply(scenario.workload());
    Life life = new Life();
    for (int i = 0; i < Scenario.IDEAS; i++) {
      Law idea = proposer.propose(random);
      Answer answer = rule.judge(idea, proposer, random);
      life.record(idea, answer);
      proposer.learn(idea, answer);
    }
    return new Summary(life.better, life.found, life.wrong, life.pairs, life.worstShare);
  }

  private void record(Law idea, Answer answer) {
    pairs += answer.pairs();
    better += idea.isBetter() ? 1 : 0;
    if (answer.adopted()) {
      found += idea.isBetter() ? 1 : 0;
      wrong += idea.isBetter() ? 0 : 1;
      worstShare = Math.max(worstShare, (double) wrong / (found + wrong));
    }
  }
}
