package dev.loopgate.reviews.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a policy, so that one answer names everything. */
final class Faults {
  /**
   * One thing that is wrong.
   *
   * @param pointer to the value
   * @param line in the text of the value, from 0
   * @param column in that line, from 0
   */
  record Fault(String pointer, int line, int column, String detail) {
    String words() {
      return (pointer.isEmpty() ? "the policy" : pointer) + ": " + detail;
    }
  }

  private final List<Fault> list = new ArrayList<>();

  List<Fault> list() {
    return List.copyOf(list);
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  void add(String pointer, String detail) {
    list.add(new Fault(pointer, 0, 0, detail));
  }

  void add(Fault fault) {
    list.add(fault);
  }

  /** A value that must be there. */
  <T> Optional<T> required(@Nullable T value, String pointer) {
    if (value == null) {
      add(pointer, "is missing");
    }
    return Optional.ofNullable(value);
  }

  /** What a constructor that refuses makes; empty, and a fault, when it refuses. */
  <T> Optional<T> made(String pointer, Supplier<T> make) {
    try {
      return Optional.of(make.get());
    } catch (IllegalArgumentException e) {
      add(pointer, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
