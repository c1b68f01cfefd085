package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.chassis.problem.ProblemType;
import dev.loopgate.ideas.program.Program;

/** Why an idea is not taken in, apart from its files. */
final class IdeaProblems {
  static final ProblemType DUPLICATE =
      new ProblemType("duplicate-idea", 409, "The program had this idea before");
  static final ProblemType OLD_GENERATION =
      new ProblemType("old-generation", 409, "The generation is not the current one");

  private IdeaProblems() {}

  static ProblemException duplicate(Idea earlier) {
    String verdict =
        earlier.verdict() == null
            ? ""
            : ", verdict %s (%s)"
                .formatted(earlier.verdict().outcome(), earlier.verdict().reason());
    return new ProblemException(
        DUPLICATE,
        "The candidate would have the same files as %s “%s”, which is %s%s. Read it, and propose something else."
            .formatted(earlier.key(), earlier.title(), earlier.status(), verdict));
  }

  static ProblemException oldGeneration(Program program, int generation) {
    return new ProblemException(
        OLD_GENERATION,
        "Generation %d of %s is not the current one. Make the change against generation %d (its baselineWorkspace) and send it again."
            .formatted(generation, program.name(), program.currentGeneration()));
  }
}
