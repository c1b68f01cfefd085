package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.experiments.Isolation;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to run what an agent wrote: a sandbox, or a person who was told what it can do
 * without one. The built-in generator writes no code, only values that a program declares.
 */
final class CodeOfAgents {
  /** The weakest sandbox that keeps a stage from what the worker's user owns. */
  private static final Isolation SANDBOX = Isolation.BUBBLEWRAP;

  private final boolean isWritten;
  private final Isolation accepted;
  private final @Nullable Isolation offered;

  /**
   * @param offered the strongest sandbox that a worker offers; null when no worker is known
   */
  CodeOfAgents(Policy policy, Dossier.Idea idea, @Nullable Isolation offered) {
    this.isWritten = idea.provenance().kind() == PrincipalKind.AGENT && idea.generator() == null;
    this.accepted = policy.minimumIsolation();
    this.offered = offered;
  }

  /** Whether it would run without a sandbox if it ran now, which no rule allows. */
  boolean isExposed() {
    return isWritten
        && accepted.compareTo(SANDBOX) < 0
        && (offered == null || offered.compareTo(SANDBOX) < 0);
  }

  /** The weakest sandbox that it may run in when it is cleared now. */
  Isolation minimumIsolation() {
    return isWritten && !isExposed() && accepted.compareTo(SANDBOX) < 0 ? SANDBOX : accepted;
  }

  /** What people accept who clear it while it is exposed. */
  Requirement risk() {
    return Requirement.notApplicable(
        "isolation",
        "An agent wrote this, and %s. Without a sandbox a stage can read and change all that the worker's user can, on one machine also the keys that make people's tokens, and call out. Whoever approves has weighed that, and lets it run in %s isolation. Or give it a sandbox, and what a rule may clear is cleared by itself: %s (loopgate doctor says what else a machine lacks)."
            .formatted(found(), accepted, remedy()));
  }

  private String found() {
    return offered == null
        ? "no worker is known that could keep it apart"
        : "the strongest worker offers %s isolation".formatted(offered);
  }

  private String remedy() {
    return offered == null
        ? "start a worker where bubblewrap is installed"
        : "apt install bubblewrap where the worker runs, which looks for it when it starts";
  }
}
