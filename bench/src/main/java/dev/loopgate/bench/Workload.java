package dev.loopgate.bench;

import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * What a program measures.
 *
 * @param better a truly better idea
 * @param same an idea that changes nothing: the hardest to tell from a better one
 * @param baselineRun one run of the baseline alone, what the scale is set from
 */
record Workload(
    Law better,
    Law same,
    ToDoubleFunction<RandomGenerator> baselineRun,
    Transform transform,
    int minSeeds,
    int maxSeeds) {

  static Workload winTieLoss(double win, double loss, int maxSeeds) {
    double even = (win + loss) / 2;
    return new Workload(
        new Law.WinTieLoss(win, loss),
        new Law.WinTieLoss(even, even),
        random -> random.nextBoolean() ? 1 : 0,
        Transform.CLIP,
        10,
        maxSeeds);
  }

  static Workload normal(double effect, int minSeeds, int maxSeeds) {
    return new Workload(
        new Law.Normal(effect),
        new Law.Normal(0),
        Workload::halfTheNoise,
        Transform.CLIP,
        minSeeds,
        maxSeeds);
  }

  static Workload drifting(double effect, int maxSeeds) {
    return new Workload(
        new Law.Drifting(effect),
        new Law.Drifting(0),
        Workload::halfTheNoise,
        Transform.CLIP,
        10,
        maxSeeds);
  }

  static Workload heavyTailed(double effect, Transform transform, int maxSeeds) {
    return new Workload(
        new Law.HeavyTailed(effect),
        new Law.HeavyTailed(0),
        random -> Law.HeavyTailed.draw(random) / Math.sqrt(2),
        transform,
        10,
        maxSeeds);
  }

  /** The difference of two such runs has variance 1. */
  private static double halfTheNoise(RandomGenerator random) {
    return random.nextGaussian() / Math.sqrt(2);
  }
}
