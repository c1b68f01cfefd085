package dev.loopgate.bench.attempts;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says what an attempt cost. */
final class AttemptReport {
  private AttemptReport() {}

  static String of(int attempts, Reading used, NoOpWorker worker) {
    return String.join(
        System.lineSeparator(),
        line(
            "attempts/s",
            "%.1f (%d in %.1f s)".formatted(attempts / used.seconds(), attempts, used.seconds())),
        latencies("lease", worker.leases()),
        latencies("completion", worker.completions()),
        each("processor ms each", used.processorTime(), attempts),
        each("transactions each", used.transactions(), attempts));
  }

  static String line(String what, String value) {
    return "%-22s %s".formatted(what, value);
  }

  private static String latencies(String what, Latencies latencies) {
    return line(
        what,
        "p50 %.1f ms, p99 %.1f ms, longest %.0f ms"
            .formatted(latencies.percentile(50), latencies.percentile(99), latencies.longest()));
  }

  /** Of each process and of all. */
  static String processorTime(Map<String, Double> used) {
    return "%s ms of processor time".formatted(parts(used, 1));
  }

  private static String each(String what, Map<String, Double> used, int attempts) {
    return line(what, parts(used, attempts));
  }

  private static String parts(Map<String, Double> used, int attempts) {
    double all = used.values().stream().mapToDouble(Double::doubleValue).sum();
    String parts =
        new TreeMap<>(used)
            .entrySet().stream()
                .map(part -> "%s %.2f".formatted(part.getKey(), part.getValue() / attempts))
                .collect(Collectors.joining(", "));
    return "%.2f (%s)".formatted(all / attempts, parts);
  }
}
