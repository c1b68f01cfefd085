package dev.loopgate.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements that a database executed while something was done, whoever sent them: Hibernate, a
 * store, or the pool. The database itself counts them.
 *
 * @param executions how often each was executed
 */
public record Statements(Map<String, Long> executions) {
  private static final int TRIES = 3;

  public Statements {
    executions = Map.copyOf(executions);
  }

  /**
   * What an action takes; it is done once before, so that all is warm, and then a few times. Loops
   * of the service send statements of their own meanwhile: what is also sent while nothing is done
   * for as long does not count, and of each statement the fewest of all tries do.
   */
  public static Statements of(String url, Runnable action) {
    action.run();
    return IntStream.range(0, TRIES)
        .mapToObj(i -> during(url, action))
        .reduce(Statements::fewest)
        .orElseThrow();
  }

  private static Statements during(String url, Runnable action) {
    Map<String, Long> before = TestDatabase.executions(url);
    long begin = System.nanoTime();
    action.run();
    long took = System.nanoTime() - begin;
    Map<String, Long> after = TestDatabase.executions(url);
    LockSupport.parkNanos(took);
    return between(before, after).without(between(after, TestDatabase.executions(url)));
  }

  private static Statements between(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> more = new HashMap<>();
    after.forEach(
        (statement, calls) -> more.put(statement, calls - before.getOrDefault(statement, 0L)));
    return new Statements(more);
  }

  private Statements without(Statements idle) {
    Map<String, Long> rest = new HashMap<>();
    executions.forEach(
        (statement, calls) -> rest.put(statement, Math.max(0, calls - idle.calls(statement))));
    return new Statements(rest);
  }

  private Statements fewest(Statements other) {
    Map<String, Long> fewest = new HashMap<>();
    executions.forEach(
        (statement, calls) -> fewest.put(statement, Math.min(calls, other.calls(statement))));
    return new Statements(fewest);
  }

  private long calls(String statement) {
    return executions.getOrDefault(statement, 0L);
  }

  /** All of them; what begins and ends a transaction does not count. */
  public long count() {
    return executions.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public String toString() {
    return executions.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> "%d × %s".formatted(entry.getValue(), entry.getKey()))
        .collect(Collectors.joining("\n", count() + " statements:\n", ""));
  }
}
