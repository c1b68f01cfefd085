package dev.loopgate.bench.streams;

import java.util.List;
import java.util.function.Supplier;

/**
 * One row of the table: a program and its authors.
 *
 * @param ideas how many come in the life of one program
 * @param correlation of the two arms on equal seeds, in [0, 1)
 */
record Stream(String name, int ideas, double correlation, Supplier<Conduct> conduct) {
  /** The most pairs of one idea. */
  static final int MAX_SEEDS = 40;

  /** The fewest. */
  static final int MIN_SEEDS = 6;

  private static final double ONE_IN_TEN = 0.1;
  private static final double THREE_PERCENT = 0.03;

  static final List<Stream> ALL =
      List.of(
          new Stream("50 ideas, arms independent", 50, 0, () -> Conducts.honest(ONE_IN_TEN)),
          new Stream("50 ideas, correlation 0.5", 50, 0.5, () -> Conducts.honest(ONE_IN_TEN)),
          new Stream("50 ideas, correlation 0.8", 50, 0.8, () -> Conducts.honest(ONE_IN_TEN)),
          new Stream("150 ideas, correlation 0.5", 150, 0.5, () -> Conducts.honest(ONE_IN_TEN)),
          new Stream(
              "1,000 ideas, 3 % good, correlation 0.5",
              1_000, 0.5, () -> Conducts.honest(THREE_PERCENT)),
          new Stream("nothing is better", 150, 0, Conducts::nothing),
          new Stream("nothing is better, correlation 0.8", 150, 0.8, Conducts::nothing),
          new Stream("withdraws what falls", 150, 0.5, Conducts::withdrawing),
          new Stream("withdraws before the first pair", 150, 0.5, Conducts::registeringOnly),
          new Stream("crashes on bad seeds", 150, 0.5, Conducts::crashing),
          new Stream("resubmits", 150, 0.5, () -> Conducts.resubmitting(ONE_IN_TEN)),
          new Stream("its adopted baseline fails", 150, 0.5, Conducts::failingBaseline),
          new Stream("times its proposals", 150, 0.5, Conducts::timing));
}
