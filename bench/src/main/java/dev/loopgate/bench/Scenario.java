package dev.loopgate.bench;

import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import java.util.List;
import java.util.function.Function;

/** A program with a proposer, as one row of the report. */
record Scenario(
    String name, String what, Workload workload, Function<Workload, Proposer> proposer) {
  /** Ideas in one program. */
  static final int IDEAS = 150;

  /**
   * The row that power and cost are promised for. Its effect is chosen so that 400 pairs without
   * giving up show two thirds of the better ideas.
   */
  static final Scenario REFERENCE =
      new Scenario(
          "honest mix",
          "one idea of ten is better (35 % won, 18 % lost), the others win as often as they lose",
          Workload.winTieLoss(0.35, 0.18, 1_000),
          Proposers::honest);

  static final List<Scenario> ALL =
      List.of(
          REFERENCE,
          new Scenario(
              "smaller effects",
              "the same with 30 % won, 15 % lost",
              Workload.winTieLoss(0.30, 0.15, 1_000),
              Proposers::honest),
          new Scenario(
              "400 pairs at most",
              "the honest mix when experiments may not use more",
              Workload.winTieLoss(0.35, 0.18, 400),
              Proposers::honest),
          new Scenario(
              "few dear pairs",
              "6 to 40 pairs, better means 1.3 standard deviations",
              Workload.normal(1.3, 6, 40),
              Proposers::honest),
          new Scenario(
              "always null",
              "not one idea is better",
              Workload.winTieLoss(0.35, 0.18, 1_000),
              Proposers::alwaysNull),
          new Scenario(
              "peeking",
              "looks after each pair and drops what is not lucky within 20",
              Workload.winTieLoss(0.35, 0.18, 1_000),
              Proposers::peeking),
          new Scenario(
              "resubmitting",
              "every second idea is the best-looking failure again",
              Workload.winTieLoss(0.35, 0.18, 1_000),
              Proposers::resubmitting),
          new Scenario(
              "near-duplicates",
              "nine copies of each adopted idea, which add nothing to it",
              Workload.winTieLoss(0.35, 0.18, 1_000),
              Proposers::nearDuplicates),
          new Scenario(
              "raise, then flood",
              "twenty better ideas raise the level, then 130 without effect come",
              Workload.winTieLoss(0.35, 0.18, 1_000),
              Proposers::raiseThenFlood),
          new Scenario(
              "drifting noise",
              "the noise trebles after the scale was frozen, and the second run of a pair suffers",
              Workload.drifting(0.5, 1_000),
              Proposers::honest),
          new Scenario(
              "heavy tails, clip",
              "differences without a variance (t, 2 degrees)",
              Workload.heavyTailed(0.6, Transform.CLIP, 1_000),
              Proposers::honest),
          new Scenario(
              "heavy tails, sign",
              "the same differences with the sign transform",
              Workload.heavyTailed(0.6, Transform.SIGN, 1_000),
              Proposers::honest));
}
