package dev.loopgate.bench.retrospect;

import java.util.SplittableRandom;

/** {@code --runs N --seed S}: what {@code audit-run} names in runs whose truth is known. */
public final class JudgeRuns {
  private static final int RUNS = 200;
  private static final long SEED = 15;

  private JudgeRuns() {}

  public static void main(String[] arguments) {
    int runs = RUNS;
    long seed = SEED;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--runs" -> runs = Integer.parseInt(arguments[i + 1]);
        case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
        default -> throw new IllegalArgumentException(arguments[i] + " is no option");
      }
    }
    System.out.printf("seed %d, %d runs of each kind; gains in noise sd%n", seed, runs);
    System.out.printf("%-34s%-10s%12s%12s%8s%n", "RUNS", "NOISE", "ALL NAMED", "NO OTHER", "GOOD");
    for (Scenario scenario : Scenario.ALL) {
      say(scenario, runs, seed, false);
      say(scenario, runs, seed, true);
    }
  }

  private static void say(Scenario scenario, int runs, long seed, boolean stated) {
    Tally tally = Tally.of(scenario, runs, stated, new SplittableRandom(seed));
    System.out.printf(
        "%-34s%-10s%12s%12d%8d%n",
        scenario.name(),
        stated ? "stated" : "its own",
        scenario.gains() == 0 ? "-" : tally.allNamed(),
        tally.noneOther(),
        tally.good());
  }
}
