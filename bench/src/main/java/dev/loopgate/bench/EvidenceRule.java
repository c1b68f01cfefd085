package dev.loopgate.bench;

import dev.loopgate.bench.Proposer.Answer;
import dev.loopgate.experiments.verdict.BaselineStatistics;
import dev.loopgate.experiments.verdict.Bets;
import dev.loopgate.experiments.verdict.EProcess;
import dev.loopgate.experiments.verdict.ErrorBudget;
import dev.loopgate.experiments.verdict.Level;
import dev.loopgate.experiments.verdict.Observation;
import dev.loopgate.experiments.verdict.Scale;
import dev.loopgate.experiments.verdict.SequentialTest;
import dev.loopgate.experiments.verdict.SequentialTest.Design;
import dev.loopgate.experiments.verdict.SequentialTest.State;
import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rule of Loopgate, made of the classes that judge real experiments. */
final class EvidenceRule implements Habit.Rule {
  static final BigDecimal ERROR_RATE = new BigDecimal("0.05");
  private static final Level HARM = Level.of(ERROR_RATE);
  private static final Bets BETS = Bets.of(EProcess.GRID);
  private static final int BASELINE_RUNS = 8;
  private static final int DECIMALS = 6;

  private final Workload workload;
  private final @Nullable Witness witness;
  private @Nullable BigDecimal scale;
  private int registered;
  private int adopted;

  EvidenceRule(Workload workload) {
    this(workload, null);
  }

  EvidenceRule(Workload workload, @Nullable Witness witness) {
    this.workload = workload;
    this.witness = witness;
  }

  /** Sees what was judged, to judge it again by other means. */
  interface Witness {
    void saw(Design design, BigDecimal scale, long[] differences, State state);
  }

  @Override
  public Answer judge(Law idea, Proposer proposer, RandomGenerator random) {
    BigDecimal unit = measuredScale(random);
    registered++;
    BigDecimal alpha = ErrorBudget.alpha(ERROR_RATE, ErrorBudget.gamma(registered), adopted);
    Design design =
        new Design(BETS, Level.of(alpha), HARM, workload.minSeeds(), workload.maxSeeds());
    Answer answer = run(design, unit, idea, proposer, random);
    if (answer.adopted()) {
      adopted++;
      scale = null;
    }
    return answer;
  }

  private Answer run(
      Design design, BigDecimal unit, Law idea, Proposer proposer, RandomGenerator random) {
    SequentialTest test = new SequentialTest(design);
    long[] differences = new long[witness == null ? 0 : design.maxSeeds()];
    while (test.state() == State.CONTINUE && !proposer.abandons(test.size(), test.nearEValue())) {
      long difference = idea.next(random, test.size());
      if (witness != null) {
        differences[test.size()] = difference;
      }
      test.observe(observation(difference, unit), observation(-difference, unit));
    }
    if (witness != null) {
      witness.saw(design, unit, java.util.Arrays.copyOf(differences, test.size()), test.state());
    }
    return new Answer(test.state() == State.IMPROVED, test.size(), test.nearEValue());
  }

  private int observation(long difference, BigDecimal unit) {
    return Observation.of(workload.transform(), BigDecimal.valueOf(difference, DECIMALS), unit);
  }

  /** The scale of the current generation: measured once, frozen until the next adoption. */
  private BigDecimal measuredScale(RandomGenerator random) {
    BigDecimal known = scale;
    if (known == null) {
      known =
          Scale.of(
              BaselineStatistics.of(
                      Stream.generate(() -> baselineRun(random)).limit(BASELINE_RUNS).toList())
                  .noise(),
              BigDecimal.ZERO);
      scale = known;
    }
    return known;
  }

  private BigDecimal baselineRun(RandomGenerator random) {
    return BigDecimal.valueOf(
        Math.round(workload.baselineRun().applyAsDouble(random) * Law.MICRO), DECIMALS);
  }
}
