package dev.loopgate.ideas.workspace;

import dev.loopgate.wire.path.SafePath;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import java.util.List;

/** Why files or patches are not taken in. */
public final class Refusals {
  public static final ProblemType DOES_NOT_APPLY =
      new ProblemType("patch-does-not-apply", 422, "The patch does not apply");
  public static final ProblemType NOT_EDITABLE =
      new ProblemType("path-not-editable", 422, "The program does not let ideas change this path");
  public static final ProblemType PATCH_TOO_LARGE =
      new ProblemType("patch-too-large", 413, "The patch is too large");
  public static final ProblemType UNSAFE_PATH =
      new ProblemType("unsafe-path", 422, "A path or file kind is not safe");
  public static final ProblemType BINARY =
      new ProblemType("binary-file", 422, "Ideas change text files only");
  public static final ProblemType EMPTY =
      new ProblemType("empty-patch", 422, "The patch changes nothing");
  public static final ProblemType BAD_WORKSPACE =
      new ProblemType("bad-workspace", 422, "The workspace cannot be taken in");

  private Refusals() {}

  /** A refusal about one line of one file. */
  static ProblemException at(ProblemType type, String file, int line, String detail) {
    String shown = SafePath.visible(file);
    String pointer = shown + ":" + Math.max(1, line);
    return new ProblemException(
        type, pointer + ": " + detail, List.of(new Problem.Fault(pointer, detail)));
  }

  static ProblemException badWorkspace(String detail) {
    return new ProblemException(BAD_WORKSPACE, detail);
  }
}
