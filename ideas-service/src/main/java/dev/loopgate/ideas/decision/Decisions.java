package dev.loopgate.ideas.decision;

import static java.util.Objects.requireNonNull;

import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.ideas.idea.Adoption;
import dev.loopgate.ideas.idea.Consequences;
import dev.loopgate.ideas.intent.CarriesOut;
import dev.loopgate.ideas.intent.Intent;
import dev.loopgate.ideas.intent.IntentKind;
import dev.loopgate.ideas.intent.Intents;
import dev.loopgate.ideas.intent.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What people decided, by kind. A no ends the question where it is heard, also during a stop; a yes
 * changes a program, and is carried out after all that was decided about it before.
 */
@ApplicationScoped
public class Decisions implements CarriesOut {
  private static final Logger LOG = Logger.getLogger(Decisions.class);

  private final Consequences consequences;
  private final Adoption adoption;
  private final CarryOutRuleChange ruleChange;
  private final CarryOutRollback rollback;
  private final Intents intents;

  @Inject
  Decisions(
      Consequences consequences,
      Adoption adoption,
      CarryOutRuleChange ruleChange,
      CarryOutRollback rollback,
      Intents intents) {
    this.consequences = consequences;
    this.adoption = adoption;
    this.ruleChange = ruleChange;
    this.rollback = rollback;
    this.intents = intents;
  }

  /** Takes a decision in. Only what a review of its kind can decide has an effect. */
  @Transactional(TxType.MANDATORY)
  public void made(DecisionMade decision) {
    if (decision.outcome() == Outcome.REJECT) {
      reject(decision);
    } else if (decision.outcome() == yes(decision)) {
      keep(decision);
    }
  }

  private static Outcome yes(DecisionMade decision) {
    return switch (decision.kind()) {
      case CLEARANCE -> Outcome.CLEAR;
      case ADOPTION -> Outcome.ADOPT;
      case RULE_CHANGE -> Outcome.CHANGE_RULES;
      case ROLLBACK -> Outcome.ROLL_BACK;
      case RESUME -> Outcome.RESUME;
    };
  }

  private void reject(DecisionMade decision) {
    UUID subject = subject(decision);
    switch (decision.kind()) {
      case CLEARANCE, ADOPTION -> consequences.reject(subject, decision);
      case RULE_CHANGE -> ruleChange.reject(subject, decision);
      case ROLLBACK -> rollback.reject(subject, decision);
      case RESUME -> {}
    }
  }

  private void keep(DecisionMade decision) {
    UUID subject = subject(decision);
    switch (decision.kind()) {
      case ADOPTION -> keep(decision, adoption.program(subject));
      case RULE_CHANGE -> keep(decision, ruleChange.program(subject));
      case ROLLBACK -> keep(decision, rollback.program(subject));
      case CLEARANCE, RESUME -> {}
    }
  }

  /** Ideas and questions come from here: what is unknown now will never be known. */
  private void keep(DecisionMade decision, Optional<UUID> program) {
    program.ifPresentOrElse(
        id -> intents.add(id, IntentKind.DECISION, decision),
        () ->
            LOG.warnf(
                "Decision %s is about %s, which is not known here.",
                decision.decisionId(), subject(decision)));
  }

  @Override
  public IntentKind kind() {
    return IntentKind.DECISION;
  }

  @Override
  public Plan plan(Intent intent) {
    DecisionMade decision = intent.read(DecisionMade.class);
    UUID subject = subject(decision);
    return switch (decision.kind()) {
      case ADOPTION -> adoption.plan(subject, decision);
      case RULE_CHANGE -> ruleChange.plan(subject, decision);
      case ROLLBACK -> rollback.plan(subject, decision);
      case CLEARANCE, RESUME -> Plan.nothing();
    };
  }

  private static UUID subject(DecisionMade decision) {
    return requireNonNull(decision.kind().isAboutIdea() ? decision.ideaId() : decision.subjectId());
  }
}
