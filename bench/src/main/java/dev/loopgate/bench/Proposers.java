package dev.loopgate.bench;

import dev.loopgate.bench.Proposer.Answer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The proposers that every rule has to stand: honest ones, unlucky ones and attackers. */
final class Proposers {
  private static final double SHARE_OF_BETTER = 0.1;

  private Proposers() {}

  /** One idea of ten is better; nobody knows which. */
  static Proposer honest(Workload workload) {
    return random -> random.nextDouble() < SHARE_OF_BETTER ? workload.better() : workload.same();
  }

  /** Nothing it proposes is better. */
  static Proposer alwaysNull(Workload workload) {
    return _ -> workload.same();
  }

  /** Looks after every pair, drops what does not look lucky, and tries the next. */
  static Proposer peeking(Workload workload) {
    return new Peeking(honest(workload));
  }

  /** Sends the best-looking failure again, every second time. */
  static Proposer resubmitting(Workload workload) {
    return new Resubmitting(honest(workload));
  }

  /** Floods with copies of what was adopted: each looks like a winner and adds nothing to it. */
  static Proposer nearDuplicates(Workload workload) {
    return new NearDuplicates(workload);
  }

  /** Twenty better ideas raise the level for later ones; then only ideas without effect come. */
  static Proposer raiseThenFlood(Workload workload) {
    return new RaiseThenFlood(workload);
  }

  private record Peeking(Proposer ideas) implements Proposer {
    private static final int PATIENCE = 20;

    @Override
    public Law propose(RandomGenerator random) {
      return ideas.propose(random);
    }

    @Override
    public boolean abandons(int pairs, double eValue) {
      return pairs >= PATIENCE && eValue < 1;
    }
  }

  private static final class Resubmitting implements Proposer {
    private final Proposer fresh;
    private @Nullable Law bestLooking;
    private double bestScore = Double.NEGATIVE_INFINITY;
    private boolean again;

    Resubmitting(Proposer fresh) {
      this.fresh = fresh;
    }

    @Override
    public Law propose(RandomGenerator random) {
      again = !again;
      Law candidate = bestLooking;
      if (again || candidate == null) {
        return fresh.propose(random);
      }
      bestLooking = null;
      bestScore = Double.NEGATIVE_INFINITY;
      return candidate;
    }

    @Override
    public void learn(Law idea, Answer answer) {
      if (!answer.adopted() && answer.score() > bestScore) {
        bestLooking = idea;
        bestScore = answer.score();
      }
    }
  }

  private static final class NearDuplicates implements Proposer {
    private static final int COPIES = 9;
    private final Workload workload;
    private int copies;

    NearDuplicates(Workload workload) {
      this.workload = workload;
    }

    @Override
    public Law propose(RandomGenerator random) {
      if (copies == 0) {
        return workload.better();
      }
      copies--;
      return workload.same();
    }

    @Override
    public void learn(Law idea, Answer answer) {
      if (idea.isBetter() && answer.adopted()) {
        copies = COPIES;
      }
    }
  }

  private static final class RaiseThenFlood implements Proposer {
    private static final int RAISES = 20;
    private final Workload workload;
    private int proposed;

    RaiseThenFlood(Workload workload) {
      this.workload = workload;
    }

    @Override
    public Law propose(RandomGenerator random) {
      return proposed++ < RAISES ? workload.better() : workload.same();
    }
  }
}
