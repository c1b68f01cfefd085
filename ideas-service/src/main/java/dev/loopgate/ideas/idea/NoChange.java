package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.ProgramSpec.Canaries;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.workspace.Change;
import dev.loopgate.ideas.workspace.ProgramRepository;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The idea that changes nothing. It goes through the loop like any other, and an experiment that
 * finds it better shows that the measurement is broken.
 */
final class NoChange {
  private NoChange() {}

  /** Whether a program wants one now, after so many real ideas since the last. */
  static boolean isDue(@Nullable Canaries canaries, int realIdeas) {
    Integer every = canaries == null ? null : canaries.every();
    return every != null && realIdeas >= every;
  }

  /** What an ordinary idea of a program tests. */
  static @Nullable CanaryKind kindOfOthers(Program program) {
    Canaries canaries = program.spec().canaries();
    return canaries != null && canaries.impossible() ? CanaryKind.IMPOSSIBLE : null;
  }

  static Proposal proposal(Program program) {
    Provenance provenance =
        new Provenance(
            "canary@" + program.name(),
            PrincipalKind.SERVICE,
            null,
            null,
            "loopgate",
            null,
            Map.of(),
            null,
            null,
            null,
            List.of(),
            List.of());
    return new Proposal(
        "No change",
        "The files are those of the baseline: whatever is found to differ is noise.",
        provenance,
        null,
        null);
  }

  /**
   * The files of a baseline as they are.
   *
   * @param id makes it differ from all others, because it may be repeated
   */
  static Change of(Generation generation, ProgramRepository repository, UUID id) {
    return new Change(
        repository.tree(generation.commit()), "", List.of(), 0, "nothing", "no change " + id);
  }
}
