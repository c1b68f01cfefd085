package dev.loopgate.retrospect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

/** Logs to try. */
final class SomeRun {
  static final Path REAL = Path.of("../examples/night/autoresearch-mar8.tsv");
  static final String HEADER = "commit\tval_bpb\tmemory_gb\tstatus\tdescription\n";

  private SomeRun() {}

  static RunLog table(String text) {
    return table(text, TableOptions.NONE);
  }

  static RunLog table(String text, TableOptions options) {
    try {
      return new ReadTable("the log", new BufferedReader(new StringReader(text)), options).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Values that were kept when they were smaller than all before. */
  static RunLog keptIfSmaller(double... values) {
    Recording recording = new Recording();
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      Outcome outcome = values[i] < best ? Outcome.KEEP : Outcome.DISCARD;
      best = Math.min(best, values[i]);
      recording.add(new Attempt(i + 1, null, null, outcome, values[i], ""));
    }
    return recording.finish("the log", "numbers", "loss", Direction.MINIMIZE);
  }

  static RunAudit audit(RunLog log, Noise noise) {
    return RunAudit.of(
        log, noise, new Pace(Duration.ofMinutes(5), 1, null), new SplittableRandom(1));
  }
}
