package dev.loopgate.wire.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem document.
 *
 * @param type a URI that names the kind of problem and never changes
 * @param detail what happened here and what to do, with the ids it is about
 * @param errors single faults of the input; absent when there is only one
 */
public record Problem(
    String type, String title, int status, String detail, @Nullable List<Fault> errors) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = errors == null || errors.isEmpty() ? null : List.copyOf(errors);
  }

  /**
   * One fault of the input.
   *
   * @param pointer JSON pointer, parameter name, or {@code file:line}
   * @param detail what is wrong and what would be right
   */
  public record Fault(String pointer, String detail) {}

  /** A problem without single faults. */
  public static Problem of(ProblemType type, String detail) {
    return of(type, detail, List.of());
  }

  /** A problem with its single faults. */
  public static Problem of(ProblemType type, String detail, List<Fault> errors) {
    return new Problem(type.uri(), type.title(), type.status(), detail, errors);
  }
}
