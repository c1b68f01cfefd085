package dev.loopgate.bench.streams;

import dev.loopgate.bench.streams.Conduct.Act;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import dev.loopgate.experiments.verdict.BaselineStatistics;
import dev.loopgate.experiments.verdict.Bets;
import dev.loopgate.experiments.verdict.Level;
import dev.loopgate.experiments.verdict.Observation;
import dev.loopgate.experiments.verdict.Purses.Ending;
import dev.loopgate.experiments.verdict.RuleVersion;
import dev.loopgate.experiments.verdict.Scale;
import dev.loopgate.experiments.verdict.SequentialTest;
import dev.loopgate.experiments.verdict.SequentialTest.Design;
import dev.loopgate.experiments.verdict.SequentialTest.State;
import dev.loopgate.experiments.verdict.Widths;
import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One program from its first idea to its last, its ideas one after the other. */
final class StreamLife {
  private static final int BASELINE_RUNS = 8;
  private static final int DECIMALS = 6;
  private static final double MICRO = 1e6;
  private static final Level HARM = Level.of(Budget.ERROR_RATE);

  private final RuleVersion rule;
  private final Budget budget;
  private final Conduct conduct;
  private final RandomGenerator random;
  private final int widths;
  private final Bets bets;

  /** Standard deviation of one pair's difference; that of two unpaired runs is 1. */
  private final double noise;

  private @Nullable Widths measured;
  private int better;
  private int found;
  private int wrong;
  private int pairs;
  private double worstShare;

  private StreamLife(Stream stream, Rule rule, RandomGenerator random) {
    this.rule = rule.version();
    this.random = random;
    budget = rule.budget();
    conduct = stream.conduct().get();
    noise = Math.sqrt(1 - stream.correlation());
    widths = rule.version() == RuleVersion.FIRST ? 1 : Widths.FOUR;
    bets = Bets.of(rule.version().bets());
  }

  /**
   * What remains of a program.
   *
   * @param better truly better ideas that were proposed
   * @param found those that were adopted
   * @param pairs evaluations in all
   * @param worstShare the largest share of adopted ideas that are not better, at any time
   */
  record Summary(int better, int found, int pairs, double worstShare) {}

  static Summary live(Stream stream, Rule rule, RandomGenerator random) {
    StreamLife life = new StreamLife(stream, rule, random);
    for (int i = 0; i < stream.ideas(); i++) {
      life.idea();
    }
    return new Summary(life.better, life.found, life.pairs, life.worstShare);
  }

  private void idea() {
    double effect = conduct.propose(random);
    BigDecimal alpha = budget.register("author");
    SequentialTest test =
        new SequentialTest(
            new Design(
                rule, widths, bets, Level.of(alpha), HARM, Stream.MIN_SEEDS, Stream.MAX_SEEDS));
    boolean adopted = isShown(test, effect);
    budget.close(test.nearEValue(), adopted ? Ending.ADOPTED : Ending.NOT_ADOPTED);
    conduct.learn(effect, adopted, test.nearEValue());
    count(effect, adopted, test.size());
  }

  private boolean isShown(SequentialTest test, double effect) {
    Widths scale = scale();
    double sum = 0;
    State state = State.CONTINUE;
    while (state == State.CONTINUE) {
      double difference = effect + random.nextGaussian();
      Act act = conduct.about(test.size(), test.nearEValue(), difference);
      if (act != Act.RUN) {
        if (act != Act.WITHDRAW || test.size() > 0) {
          test.observe(scale.all(Observation.WORST), scale.all(Observation.BEST));
        }
        if (act != Act.CRASH) {
          return false;
        }
      } else {
        sum += difference;
        test.observe(observed(scale, difference), observed(scale, -difference));
      }
      state = test.state(rule == RuleVersion.FIRST || sum > 0);
    }
    return state == State.IMPROVED;
  }

  private int[] observed(Widths scale, double difference) {
    return scale.observations(BigDecimal.valueOf(Math.round(MICRO * noise * difference), DECIMALS));
  }

  private void count(double effect, boolean adopted, int judged) {
    pairs += judged;
    better += effect > 0 ? 1 : 0;
    if (adopted) {
      found += effect > 0 ? 1 : 0;
      wrong += effect > 0 ? 0 : 1;
      worstShare = Math.max(worstShare, (double) wrong / (found + wrong));
    }
  }

  /** From eight unpaired runs, once for the whole program. */
  private Widths scale() {
    Widths known = measured;
    if (known == null) {
      BaselineStatistics statistics =
          BaselineStatistics.of(
              java.util.stream.Stream.generate(this::baselineRun).limit(BASELINE_RUNS).toList());
      known = Widths.of(Transform.CLIP, Scale.of(statistics.noise(), BigDecimal.ZERO), widths);
      measured = known;
    }
    return known;
  }

  private BigDecimal baselineRun() {
    double run = random.nextGaussian() / Math.sqrt(2);
    return BigDecimal.valueOf(Math.round(MICRO * run), DECIMALS);
  }
}
