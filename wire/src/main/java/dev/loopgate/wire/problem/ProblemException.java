package dev.loopgate.wire.problem;

import java.util.List;

/**
 * The one exception that a Loopgate service answers with. Its message is read by the caller: it
 * carries the ids and says what to do next.
 */
public class ProblemException extends RuntimeException {
  private final transient Problem problem;

  public ProblemException(ProblemType type, String detail) {
    this(Problem.of(type, detail));
  }

  public ProblemException(ProblemType type, String detail, List<Problem.Fault> errors) {
    this(Problem.of(type, detail, errors));
  }

  public ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }

  /** {@code 404}: nothing of that kind has that id. */
  public static ProblemException notFound(String what, Object id) {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no %s %s. List them to see what there is.".formatted(what, id));
  }

  /** {@code 400}: one value is wrong. */
  public static ProblemException invalid(String pointer, String detail) {
    return new ProblemException(
        ProblemType.INVALID, detail, List.of(new Problem.Fault(pointer, detail)));
  }
}
