package dev.loopgate.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Lets many programs live under every way of deciding. Each program has its own branch of one
 * generator, so the numbers do not depend on how many processors share the work.
 */
final class Simulation {
  private static final long SEED = 20_261_122;
  private static final int RECHECKED_PROGRAMS = 3;

  private final int programs;
  private final PrintStream progress;

  Simulation(int programs, PrintStream progress) {
    this.programs = programs;
    this.progress = progress;
  }

  List<Row> run(List<Scenario> scenarios) {
    List<Row> rows = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      for (Habit habit : Habit.values()) {
        Row row = run(scenario, habit);
        progress.printf(
            "%s, %s: false share %.4f (at most %.4f), power %.3f, %.1f evaluations per idea%n",
            scenario.name(), habit.words(), row.falseShare(), row.bound(), row.power(), row.cost());
        rows.add(row);
      }
    }
    return rows;
  }

  private Row run(Scenario scenario, Habit habit) {
    SplittableRandom[] branches = branches(scenario, programs);
    Life.Summary[] lives =
        IntStream.range(0, programs)
            .parallel()
            .mapToObj(i -> Life.live(scenario, habit.start(scenario.workload()), branches[i]))
            .toArray(Life.Summary[]::new);
    return Row.of(scenario, habit, lives);
  }

  /** Judges some programs of each scenario again on the whole path; how many experiments. */
  int recheck(List<Scenario> scenarios) {
    int experiments = 0;
    for (Scenario scenario : scenarios) {
      Recheck recheck = new Recheck(scenario.workload().transform());
      for (SplittableRandom branch : branches(scenario, RECHECKED_PROGRAMS)) {
        Life.live(scenario, new EvidenceRule(scenario.workload(), recheck), branch);
      }
      experiments += recheck.experiments();
    }
    progress.printf("%d experiments judged again by the whole rule: the same%n", experiments);
    return experiments;
  }

  private static SplittableRandom[] branches(Scenario scenario, int count) {
    SplittableRandom root = new SplittableRandom(SEED ^ scenario.name().hashCode());
    return IntStream.range(0, count).mapToObj(_ -> root.split()).toArray(SplittableRandom[]::new);
  }
}
