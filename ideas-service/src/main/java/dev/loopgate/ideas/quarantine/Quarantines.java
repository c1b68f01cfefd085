package dev.loopgate.ideas.quarantine;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.ideas.AgentQuarantined;
import dev.loopgate.contracts.ideas.QuarantineLifted;
import dev.loopgate.ideas.input.Input;
import dev.loopgate.ideas.quarantine.Quarantine.Lifted;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts agents into quarantine, keeps them there, and lets them out when a person says so. */
@ApplicationScoped
public class Quarantines {
  static final ProblemType AGENT_QUARANTINED =
      new ProblemType("agent-quarantined", 403, "The agent is in quarantine");
  static final ProblemType OWN_AGENT =
      new ProblemType("own-agent", 403, "Sponsors do not lift the quarantine of their own agents");

  private final QuarantineRepository repository;
  private final QuarantineStore store;
  private final FeedStore feed;
  private final Clock clock;
  private final Ids ids;

  @Inject
  Quarantines(
      QuarantineRepository repository,
      QuarantineStore store,
      FeedStore feed,
      Clock clock,
      Ids ids) {
    this.repository = repository;
    this.store = store;
    this.feed = feed;
    this.clock = clock;
    this.ids = ids;
  }

  /** What gave an agent away. */
  public record Evidence(
      UUID ideaId,
      String ideaKey,
      UUID programId,
      String program,
      @Nullable String sponsor,
      String reason) {}

  /**
   * Refuses an agent in quarantine, and keeps it out of one until this transaction ends. Call it
   * before a program is locked.
   */
  @Transactional(TxType.MANDATORY)
  public void requireFree(Principal principal) {
    if (principal.kind() != PrincipalKind.AGENT) {
      return;
    }
    store.share(principal.subject());
    repository
        .inForce(principal.subject())
        .ifPresent(quarantine -> {
          throw new ProblemException(
              AGENT_QUARANTINED,
              "Agent %s is in quarantine since %s: %s A person with role safety or admin who does not sponsor it may lift that: POST /api/v1/quarantines/%s/lift."
                  .formatted(
                      quarantine.subject,
                      quarantine.quarantinedAt,
                      quarantine.reason,
                      quarantine.subject));
        });
  }

  @Transactional
  public boolean isInForce(String subject) {
    return repository.inForce(subject).isPresent();
  }

  /** Waits for the agent's proposals under way. Call it before a program is locked. */
  @Transactional(TxType.MANDATORY)
  public void lock(String subject) {
    store.lock(subject);
  }

  /**
   * Puts an agent into quarantine; false when it is there already. The caller holds the lock of the
   * agent.
   */
  @Transactional(TxType.MANDATORY)
  public boolean impose(String subject, Evidence evidence) {
    if (repository.inForce(subject).isPresent()) {
      return false;
    }
    Instant now = now();
    repository.persist(Quarantine.begin(ids.next(), subject, evidence, now));
    feed.append(
        AgentQuarantined.TYPE,
        subject,
        evidence.programId(),
        new AgentQuarantined(
            subject, evidence.ideaId(), evidence.programId(), evidence.reason(), now));
    return true;
  }

  /** Lets an agent propose again, because a person who does not sponsor it says so. */
  @Transactional
  QuarantineView lift(String subject, String reason, Principal person) {
    store.lock(subject);
    Quarantine quarantine =
        repository
            .newest(subject)
            .orElseThrow(() -> ProblemException.notFound("quarantine of", Input.shown(subject)));
    requireNoSponsor(person.subject(), quarantine);
    requireInForce(quarantine);
    Lifted lifted = new Lifted(person.subject(), reason.strip(), now());
    quarantine.lift(lifted);
    feed.append(
        QuarantineLifted.TYPE,
        subject,
        null,
        new QuarantineLifted(subject, lifted.by(), lifted.reason(), lifted.at()));
    return QuarantineView.from(quarantine);
  }

  private void requireNoSponsor(String person, Quarantine quarantine) {
    boolean answersForIt =
        person.equals(quarantine.subject)
            || person.equals(quarantine.sponsor)
            || store.isSponsor(person, quarantine.subject);
    if (answersForIt) {
      throw new ProblemException(
          OWN_AGENT,
          "%s sponsors %s. Ask another person with role safety or admin."
              .formatted(person, quarantine.subject));
    }
  }

  private static void requireInForce(Quarantine quarantine) {
    Lifted lifted = quarantine.lifted();
    if (lifted != null) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "%s is not in quarantine: %s lifted it at %s. There is nothing to do."
              .formatted(quarantine.subject, lifted.by(), lifted.at()));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
