package dev.loopgate.ideas.apply;

import dev.loopgate.ideas.apply.ProgramView.Outcome;
import dev.loopgate.ideas.program.NewVersion;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramFile;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.rulechange.DraftOfRules;
import dev.loopgate.ideas.rulechange.RuleChange;
import dev.loopgate.ideas.rulechange.RuleChanges;
import dev.loopgate.ideas.rulechange.RuleDrafts;
import dev.loopgate.ideas.turn.Turn;
import dev.loopgate.ideas.workspace.Signature;
import dev.loopgate.wire.json.Json;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Changes a program, or asks people when that would change its rules. */
@ApplicationScoped
class ChangeProgram {
  private final ProgramStore store;
  private final NewVersion newVersion;
  private final RuleDrafts drafts;
  private final RuleChanges ruleChanges;
  private final Clock clock;

  @Inject
  ChangeProgram(
      ProgramStore store,
      NewVersion newVersion,
      RuleDrafts drafts,
      RuleChanges ruleChanges,
      Clock clock) {
    this.store = store;
    this.newVersion = newVersion;
    this.drafts = drafts;
    this.ruleChanges = ruleChanges;
    this.clock = clock;
  }

  /** What applying the file would come to; nothing is stored. */
  ProgramView preview(Program program, ProgramFile file, @Nullable String upload, String by) {
    DraftOfRules draft = drafts.of(program, file, upload);
    if (!draft.isEmpty()) {
      return ProgramView.asked(program, ruleChanges.question(program, draft, by, ""));
    }
    if (isSame(program, file)) {
      return ProgramView.from(program, Outcome.UNCHANGED);
    }
    ruleChanges.requireNoneOpen(program);
    return ProgramView.from(newVersion.after(program, file, by), Outcome.CHANGED);
  }

  ProgramView change(
      Program program, ProgramFile file, @Nullable String upload, String by, Turn turn) {
    DraftOfRules draft = drafts.of(program, file, upload);
    if (!draft.isEmpty()) {
      return ProgramView.asked(program, ask(program, draft, by, turn));
    }
    if (isSame(program, file)) {
      return ProgramView.from(program, Outcome.UNCHANGED);
    }
    Program next =
        inTransaction(
            program,
            turn,
            () -> {
              ruleChanges.requireNoneOpen(program);
              return newVersion.add(program, file, by);
            });
    return ProgramView.from(next, Outcome.CHANGED);
  }

  /** Who asks the same again gets what was asked before. */
  private RuleChange ask(Program program, DraftOfRules draft, String by, Turn turn) {
    Optional<RuleChange> asked = ruleChanges.asked(program, draft, by);
    return asked.orElseGet(() -> askAnew(program, draft, by, turn));
  }

  private RuleChange askAnew(Program program, DraftOfRules draft, String by, Turn turn) {
    String key = ruleChanges.nextKey(program);
    Signature signature = new Signature(by, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    DraftOfRules kept = drafts.keep(draft, key, signature);
    return inTransaction(program, turn, () -> ruleChanges.propose(program, kept, key, by));
  }

  /**
   * Digested again, because an older version was written before the specification had all fields.
   */
  private static boolean isSame(Program program, ProgramFile file) {
    return Json.digest(file.spec()).equals(Json.digest(program.spec()))
        && file.title().equals(program.title());
  }

  private <T> T inTransaction(Program program, Turn turn, Supplier<T> work) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          store.lock(program.id());
          turn.requireHeld();
          return work.get();
        });
  }
}
