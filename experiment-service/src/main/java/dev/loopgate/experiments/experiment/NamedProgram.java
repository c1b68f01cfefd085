package dev.loopgate.experiments.experiment;

import dev.loopgate.experiments.program.ProgramStore;
import dev.loopgate.wire.problem.ProblemException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The program that a request for a report names, or the problem that it names none. */
record NamedProgram(UUID id, String name) {

  static NamedProgram require(ProgramStore programs, @Nullable String name) {
    if (name == null || name.indexOf('\0') >= 0) {
      throw ProblemException.invalid("program", "Name a program with ?program=.");
    }
    return programs
        .find(name)
        .map(id -> new NamedProgram(id, name))
        .orElseThrow(() -> ProblemException.notFound("program", name));
  }
}
