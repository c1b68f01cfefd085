package dev.loopgate.bench;

import dev.loopgate.bench.Proposer.Answer;
import java.util.random.RandomGenerator;

/** A way to decide which ideas to keep: ours, and those that are common in the field. */
enum Habit {
  LOOPGATE("this rule"),
  ONE_RUN("one run, better is kept"),
  BEST_OF_FIVE("best of 5 runs"),
  ONE_TEST("t-test, p < .05"),
  PEEKED_TEST("t-test, looked at every 10");

  private final String words;

  Habit(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** A fresh one for one program. */
  Rule start(Workload workload) {
    return switch (this) {
      case LOOPGATE -> new EvidenceRule(workload);
      case ONE_RUN -> new BestOf(1);
      case BEST_OF_FIVE -> new BestOf(5);
      case ONE_TEST -> new PairedTTest(workload, false);
      case PEEKED_TEST -> new PairedTTest(workload, true);
    };
  }

  /** Judges the ideas of one program one after the other. */
  interface Rule {
    Answer judge(Law idea, Proposer proposer, RandomGenerator random);
  }

  /** Keeps what was better at least once. */
  private record BestOf(int runs) implements Rule {
    @Override
    public Answer judge(Law idea, Proposer proposer, RandomGenerator random) {
      long best = Long.MIN_VALUE;
      for (int pair = 0; pair < runs; pair++) {
        best = Math.max(best, idea.next(random, pair));
      }
      return new Answer(best > 0, runs, best);
    }
  }
}
