package dev.loopgate.experiments.run;

import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Knows what whoever asks is shown of runs: an agent nothing of a pair before both its runs have
 * ended. Who sees how a pair goes, and can have it stopped, chooses its draws.
 */
@Singleton
public class Sight {
  private final CurrentPrincipal current;
  private final RunStore runs;

  @Inject
  Sight(CurrentPrincipal current, RunStore runs) {
    this.current = current;
    this.runs = runs;
  }

  /** What the caller of the request under way is shown. */
  public Shown shown() {
    return current.get().kind() == PrincipalKind.AGENT ? Shown.WHOLE_PAIRS : Shown.ALL;
  }

  /** Refuses what is not shown to the caller yet. */
  void requireShown(UUID run) {
    if (shown() == Shown.WHOLE_PAIRS && runs.isPairUnderWay(run)) {
      throw RunProblems.pairUnderWay(run);
    }
  }
}
