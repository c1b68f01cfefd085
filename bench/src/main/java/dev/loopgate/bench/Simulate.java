package dev.loopgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code --programs N --out DIR}: runs the simulation, writes its report, keeps its promises. */
public final class Simulate {
  private static final int PROGRAMS = 10_000;

  private Simulate() {}

  public static void main(String[] arguments) throws IOException {
    int programs = PROGRAMS;
    Path out = Path.of("docs");
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--programs" -> programs = Integer.parseInt(arguments[i + 1]);
        case "--out" -> out = Path.of(arguments[i + 1]);
        default -> throw new IllegalArgumentException(arguments[i] + " is no option");
      }
    }
    Simulation simulation = new Simulation(programs, System.err);
    int rechecked = simulation.recheck(Scenario.ALL);
    List<Row> rows = simulation.run(Scenario.ALL);
    write(out, rows, rechecked);
    List<String> broken = Promises.broken(rows);
    broken.forEach(System.err::println);
    System.exit(broken.isEmpty() ? 0 : 1);
  }

  private static void write(Path out, List<Row> rows, int rechecked) throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("simulation.csv"), Report.csv(rows));
    Files.writeString(out.resolve("simulation.md"), Report.page(rows, rechecked));
    Files.writeString(out.resolve("simulation.svg"), Picture.of(rows));
  }
}
