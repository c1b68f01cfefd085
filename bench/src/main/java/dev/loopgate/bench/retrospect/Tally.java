package dev.loopgate.bench.retrospect;

import dev.loopgate.retrospect.JudgeKeeps;
import dev.loopgate.retrospect.KeepFinding;
import dev.loopgate.retrospect.Noise;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * How many of the runs were judged well.
 *
 * @param runs all of them
 * @param allNamed runs in which every attempt that helped was named
 * @param noneOther runs in which nothing else was
 * @param good runs in which all that helped was named and at most one other; without any that
 *     helped, in which none was named
 */
record Tally(int runs, int allNamed, int noneOther, int good) {
  private static final double UNIT = 0.001;

  static Tally of(Scenario scenario, int runs, boolean noiseIsStated, RandomGenerator random) {
    int allNamed = 0;
    int noneOther = 0;
    int good = 0;
    for (int i = 0; i < runs; i++) {
      GeneratedRun run = GeneratedRun.of(scenario, random);
      Noise noise = noiseIsStated ? Noise.stated(UNIT) : Noise.shownBy(run.log());
      Set<Integer> others = named(run, noise);
      boolean all = others.containsAll(run.helped());
      others.removeAll(run.helped());
      allNamed += all ? 1 : 0;
      noneOther += others.isEmpty() ? 1 : 0;
      good += all && others.size() <= (scenario.gains() > 0 ? 1 : 0) ? 1 : 0;
    }
    return new Tally(runs, allNamed, noneOther, good);
  }

  private static Set<Integer> named(GeneratedRun run, Noise noise) {
    return JudgeKeeps.of(run.log(), noise).stream()
        .filter(KeepFinding::standsOut)
        .map(KeepFinding::attempt)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
