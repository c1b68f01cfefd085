package dev.loopgate.ideas.idea;

import dev.loopgate.ideas.program.Program;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;

/** Why an idea is not taken in, apart from its files. */
final class IdeaProblems {
  static final ProblemType DUPLICATE =
      new ProblemType("duplicate-idea", 409, "The program had this idea before");
  static final ProblemType OLD_GENERATION =
      new ProblemType("old-generation", 409, "The generation is not the current one");

  static final ProblemType TOO_MANY_OPEN =
      new ProblemType("too-many-open-ideas", 429, "The proposer has enough undecided ideas");

  private IdeaProblems() {}

  static ProblemException tooManyOpen(String person, int open, Program program) {
    return new ProblemException(
        TOO_MANY_OPEN,
        "%s and the agents of %s have %d undecided ideas in %s, and no more are allowed at once: each spends error budget that all proposers share. Wait until some are decided."
            .formatted(person, person, open, program.name()));
  }

  static ProblemException duplicate(Idea earlier) {
    String verdict =
        earlier.verdict() == null
            ? ""
            : ", verdict %s (%s)"
                .formatted(earlier.verdict().outcome(), earlier.verdict().reason());
    return new ProblemException(
        DUPLICATE,
        "The candidate would have the same files as %s “%s”, which is %s%s. Read it, and propose something else."
            .formatted(earlier.key, earlier.title, earlier.status(), verdict));
  }

  static ProblemException oldGeneration(Program program, int generation) {
    return new ProblemException(
        OLD_GENERATION,
        "Generation %d of %s is not the current one. Make the change against generation %d (its baselineWorkspace) and send it again."
            .formatted(generation, program.name(), program.currentGeneration()));
  }
}
