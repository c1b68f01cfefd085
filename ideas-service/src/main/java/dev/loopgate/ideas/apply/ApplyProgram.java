package dev.loopgate.ideas.apply;

import dev.loopgate.chassis.time.Ids;
import dev.loopgate.ideas.apply.ProgramView.Outcome;
import dev.loopgate.ideas.program.NewVersion;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramFile;
import dev.loopgate.ideas.program.ProgramRules;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.program.ReadProgramFile;
import dev.loopgate.ideas.turn.Turn;
import dev.loopgate.ideas.turn.Turns;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies a program file: starts a program, changes it, or asks when its rules would change. */
@ApplicationScoped
class ApplyProgram {
  private final ProgramStore store;
  private final NewVersion newVersion;
  private final StartProgram startProgram;
  private final ChangeProgram changeProgram;
  private final Turns turns;
  private final Ids ids;

  @Inject
  ApplyProgram(
      ProgramStore store,
      NewVersion newVersion,
      StartProgram startProgram,
      ChangeProgram changeProgram,
      Turns turns,
      Ids ids) {
    this.store = store;
    this.newVersion = newVersion;
    this.startProgram = startProgram;
    this.changeProgram = changeProgram;
    this.turns = turns;
    this.ids = ids;
  }

  /**
   * Creates the program, adds a version, asks people when it would change the rules, or finds that
   * nothing differs. One at a time for each name, so that no second program of it is created.
   */
  ProgramView apply(byte[] body, @Nullable String upload, boolean dryRun, String appliedBy) {
    ProgramFile file = ReadProgramFile.from(body);
    ProgramRules.check(file);
    try (Turn turn = turns.take(file.name())) {
      Optional<Program> existing = store.find(file.name());
      if (existing.isEmpty()) {
        return create(file, upload, dryRun, appliedBy, turn);
      }
      return dryRun
          ? changeProgram.preview(existing.get(), file, upload, appliedBy)
          : changeProgram.change(existing.get(), file, upload, appliedBy, turn);
    }
  }

  private ProgramView create(
      ProgramFile file, @Nullable String upload, boolean dryRun, String appliedBy, Turn turn) {
    startProgram.check(file, upload);
    Program draft = newVersion.first(ids.next(), file, appliedBy);
    Program program = dryRun ? draft : startProgram.start(draft, file, upload, turn);
    return ProgramView.from(program, Outcome.CREATED);
  }
}
