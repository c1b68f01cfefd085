package dev.loopgate.bench.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code --programs N --seed S --out DIR}: lets streams of ideas live under both versions of the
 * rule, writes what they show, and fails when a false share may be above α.
 */
public final class SimulateStreams {
  private static final int PROGRAMS = 10_000;
  private static final long SEED = 20_261_128;

  /** Ideas of all programs of one row: long programs are fewer. */
  private static final int IDEAS_PER_PROGRAM = 150;

  private SimulateStreams() {}

  public static void main(String[] arguments) throws IOException {
    int programs = PROGRAMS;
    long seed = SEED;
    Path out = Path.of("docs");
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--programs" -> programs = Integer.parseInt(arguments[i + 1]);
        case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
        case "--out" -> out = Path.of(arguments[i + 1]);
        default -> throw new IllegalArgumentException(arguments[i] + " is no option");
      }
    }
    List<StreamRow> rows = run(programs, seed);
    Files.createDirectories(out);
    Files.writeString(out.resolve("streams.csv"), StreamReport.csv(rows));
    Files.writeString(out.resolve("streams.md"), StreamReport.page(rows, seed));
    List<StreamRow> broken = broken(rows);
    broken.forEach(row -> System.err.println("false share above α: " + row));
    System.exit(broken.isEmpty() ? 0 : 1);
  }

  static List<StreamRow> run(int programs, long seed) {
    List<StreamRow> rows = new ArrayList<>();
    for (Stream stream : Stream.ALL) {
      int lives = Math.max(2, Math.min(programs, programs * IDEAS_PER_PROGRAM / stream.ideas()));
      for (Rule rule : Rule.values()) {
        StreamRow row = StreamRow.of(stream, rule, lives, seed);
        System.err.printf(
            Locale.ROOT,
            "%s, %s: %d programs, worst share %.4f (at most %.4f), power %.3f, %.1f pairs per idea%n",
            stream.name(),
            rule.words(),
            lives,
            row.worstShare(),
            row.bound(),
            row.power(),
            row.cost());
        rows.add(row);
      }
    }
    return rows;
  }

  /** Rows whose false share is not shown to be below α. */
  static List<StreamRow> broken(List<StreamRow> rows) {
    double errorRate = Budget.ERROR_RATE.doubleValue();
    return rows.stream().filter(row -> row.bound() > errorRate).toList();
  }
}
