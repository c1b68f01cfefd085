package dev.loopgate.chassis.access;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.reviews.SilenceChanged;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * Keeps silenced agents from changing anything, at every door at once. People are never silenced.
 */
@ApplicationScoped
public class Silences {
  static final ProblemType AGENT_SILENCED =
      new ProblemType("agent-silenced", 403, "The agent was silenced");

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final SilenceStore store;

  @Inject
  Silences(SilenceStore store) {
    this.store = store;
  }

  /** A person silenced an agent, or lifted that; told again it changes nothing. */
  public void apply(SilenceChanged silence) {
    store.save(silence);
  }

  public boolean isSilenced(String agent) {
    return store.inForce(agent).isPresent();
  }

  /**
   * Refuses an agent that is silenced and wants to do anything but read.
   *
   * @throws ProblemException 403, with who said so and why
   */
  void requireHeard(Principal principal, String method) {
    if (principal.kind() != PrincipalKind.AGENT || READING.contains(method)) {
      return;
    }
    store
        .inForce(principal.subject())
        .ifPresent(silence -> {
          throw new ProblemException(
              AGENT_SILENCED,
              "%s silenced agent %s at %s: %s It reads as before and changes nothing. A person with the role operator or safety who does not answer for it may lift that: loopgate silence lift %s."
                  .formatted(
                      silence.silencedBy(),
                      silence.subject(),
                      silence.silencedAt(),
                      silence.reason(),
                      silence.subject()));
        });
  }
}
