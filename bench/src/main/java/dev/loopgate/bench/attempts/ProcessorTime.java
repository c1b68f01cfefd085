package dev.loopgate.bench.attempts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The processor time of a process and of all that it started, as Linux counts it. */
final class ProcessorTime {
  private static final double MILLIS_PER_TICK = 10; // 100 ticks a second on every Linux
  private static final int STATE = 2;
  private static final int USER = 13;
  private static final int CHILDREN_SYSTEM = 16;

  private ProcessorTime() {}

  /** Milliseconds, those of ended children included. */
  static double ofTree(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToDouble(each -> of(each.pid()))
        .sum();
  }

  private static double of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + STATE).split(" ");
      long ticks = 0;
      for (int field = USER; field <= CHILDREN_SYSTEM; field++) {
        ticks += Long.parseLong(fields[field - STATE]);
      }
      return ticks * MILLIS_PER_TICK;
    } catch (IOException e) {
      return 0; // it has just ended, and its parent has its time
    }
  }
}
