package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.ideas.quarantine.Quarantines;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What follows when a test was passed that cannot be passed honestly: the agent that did it is put
 * into quarantine with all its open ideas. When nobody did it, the measurement is at fault, and
 * people are told as loudly as a log can.
 */
@ApplicationScoped
class PassedCanary {
  private static final Logger LOG = Logger.getLogger(PassedCanary.class);

  private final IdeaRepository repository;
  private final Quarantines quarantines;
  private final CloseTogether closeTogether;

  @Inject
  PassedCanary(IdeaRepository repository, Quarantines quarantines, CloseTogether closeTogether) {
    this.repository = repository;
    this.quarantines = quarantines;
    this.closeTogether = closeTogether;
  }

  /** Takes the lock of the agent that is to blame, before any program is locked. */
  void lockProposer(ExperimentConcluded concluded) {
    if (concluded.canaryPassed()) {
      repository
          .findByIdOptional(concluded.ideaId())
          .filter(idea -> isAgentToBlame(idea, concluded))
          .ifPresent(idea -> quarantines.lock(idea.provenance.principal()));
    }
  }

  void passed(Idea idea, ExperimentConcluded concluded) {
    LOG.errorf(
        "CANARY PASSED: idea %s of %s (%s), experiment %s: %s",
        idea.key,
        idea.provenance.principal(),
        kind(idea, concluded),
        concluded.experimentId(),
        concluded.verdict().reason());
    if (isAgentToBlame(idea, concluded)) {
      quarantine(idea, concluded);
      return;
    }
    LOG.errorf(
        "No agent is to blame for %s: find out what is wrong with the measurement of %s before anything else is adopted there.",
        idea.key, idea.program);
  }

  private void quarantine(Idea idea, ExperimentConcluded concluded) {
    String agent = idea.provenance.principal();
    String reason =
        "its idea %s “improved” %s, a program that cannot be improved (experiment %s)."
            .formatted(idea.key, idea.program, concluded.experimentId());
    boolean isNew =
        quarantines.impose(
            agent,
            new Quarantines.Evidence(
                idea.id,
                idea.key,
                idea.programId,
                idea.program,
                idea.provenance.sponsor(),
                reason));
    if (isNew) {
      LOG.errorf("Agent %s is in quarantine: %s", agent, reason);
    }
    closeTogether.of(agent, "Its proposer %s was put into quarantine: %s".formatted(agent, reason));
  }

  private static boolean isAgentToBlame(Idea idea, ExperimentConcluded concluded) {
    return kind(idea, concluded) == CanaryKind.IMPOSSIBLE
        && idea.provenance.kind() == PrincipalKind.AGENT;
  }

  private static @Nullable CanaryKind kind(Idea idea, ExperimentConcluded concluded) {
    return concluded.canary() == null ? idea.canary : concluded.canary();
  }
}
