package dev.loopgate.ideas.program;

import dev.loopgate.ideas.input.Input;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Finds programs by what clients call them. */
@ApplicationScoped
public class Programs {
  private final ProgramStore store;

  @Inject
  Programs(ProgramStore store) {
    this.store = store;
  }

  /** The newest version of a program; 404 when there is none of that name. */
  public Program get(String name) {
    return store
        .find(Input.text("program", name))
        .orElseThrow(() -> ProblemException.notFound("program", Input.shown(name)));
  }
}
