package dev.loopgate.bench.attempts;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What had been used at one moment.
 *
 * @param processorTime milliseconds by process
 * @param transactions by database
 */
record Reading(long nanos, Map<String, Double> processorTime, Map<String, Double> transactions) {

  /** What was used since an earlier one. */
  Reading since(Reading earlier) {
    return new Reading(
        nanos - earlier.nanos,
        difference(processorTime, earlier.processorTime),
        difference(transactions, earlier.transactions));
  }

  private static Map<String, Double> difference(
      Map<String, Double> later, Map<String, Double> earlier) {
    return later.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                each -> each.getValue() - earlier.getOrDefault(each.getKey(), 0.0)));
  }

  double seconds() {
    return nanos / 1e9;
  }
}
