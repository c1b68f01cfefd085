package dev.loopgate.bench.retrospect;

import dev.loopgate.retrospect.ReadLog;
import dev.loopgate.retrospect.RunLog;
import dev.loopgate.retrospect.TableOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * The log of a run that keeps what is better after one measurement, and what truly helped.
 *
 * @param helped the attempts that did, from 1
 */
record GeneratedRun(RunLog log, Set<Integer> helped) {
  private static final double UNIT = 0.001;
  private static final int TRIES = 1_000;

  /** The attempts that help are anywhere. One that luck hid is proposed again until it is kept. */
  static GeneratedRun of(Scenario scenario, RandomGenerator random) {
    Set<Integer> helped = new TreeSet<>();
    while (helped.size() < scenario.gains()) {
      helped.add(1 + random.nextInt(scenario.attempts()));
    }
    StringBuilder rows = new StringBuilder("commit\tval_bpb\tmemory_gb\tstatus\tdescription\n");
    double level = 0;
    double best = random.nextGaussian();
    row(rows, 0, best, true);
    for (int i = 1; i <= scenario.attempts(); i++) {
      boolean helps = helped.contains(i);
      level -= helps ? gain(scenario, random) : 0;
      double value =
          helps
              ? kept(level, best, random)
              : level + harm(scenario, i, random) + random.nextGaussian();
      row(rows, i, value, value < best);
      best = Math.min(best, value);
    }
    return new GeneratedRun(read(rows.toString()), helped);
  }

  private static double gain(Scenario scenario, RandomGenerator random) {
    return scenario.smallest() + random.nextDouble() * (scenario.largest() - scenario.smallest());
  }

  private static double harm(Scenario scenario, int attempt, RandomGenerator random) {
    double left = 1 - scenario.mildness() * attempt / scenario.attempts();
    return random.nextDouble() < scenario.hurting()
        ? random.nextExponential() * Scenario.HARM * left
        : 0;
  }

  private static double kept(double level, double best, RandomGenerator random) {
    double value = level + random.nextGaussian();
    for (int i = 0; value >= best && i < TRIES; i++) {
      value = level + random.nextGaussian();
    }
    return value;
  }

  private static void row(StringBuilder rows, int attempt, double value, boolean kept) {
    rows.append(
        "c%d\t%s\t44.0\t%s\tattempt\n"
            .formatted(attempt, 1 + UNIT * value, kept ? "keep" : "discard"));
  }

  private static RunLog read(String rows) {
    try {
      return ReadLog.text(
          "a generated run", new BufferedReader(new StringReader(rows)), TableOptions.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
