package dev.loopgate.bench;

import dev.loopgate.bench.attempts.MeasureAttempts;
import dev.loopgate.bench.streams.SimulateStreams;
import java.util.Arrays;

/**
 * Picks the measurement: {@code attempts}, {@code streams}, or the simulation when none is named.
 */
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("attempts")) {
      MeasureAttempts.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    if (arguments.length > 0 && arguments[0].equals("streams")) {
      SimulateStreams.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    Simulate.main(arguments);
  }
}
