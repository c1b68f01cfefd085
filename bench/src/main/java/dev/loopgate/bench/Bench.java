package dev.loopgate.bench;

import dev.loopgate.bench.attempts.MeasureAttempts;
import dev.loopgate.bench.retrospect.JudgeRuns;
import dev.loopgate.bench.streams.SimulateStreams;
import java.util.Arrays;

/**
 * Picks the measurement: {@code attempts}, {@code streams}, {@code retrospect}, or the simulation
 * when none is named.
 */
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "attempts" -> MeasureAttempts.main(rest);
      case "streams" -> SimulateStreams.main(rest);
      case "retrospect" -> JudgeRuns.main(rest);
      default -> Simulate.main(arguments);
    }
  }
}
