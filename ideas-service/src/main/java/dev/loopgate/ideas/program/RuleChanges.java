package dev.loopgate.ideas.program;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.chassis.problem.ProblemType;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.ideas.RuleChangeClosed;
import dev.loopgate.contracts.ideas.RuleChangeProposed;
import dev.loopgate.ideas.question.Ending;
import dev.loopgate.ideas.question.EndingStore;
import dev.loopgate.ideas.question.QuestionState;
import dev.loopgate.ideas.sql.Keys;
import dev.loopgate.ideas.workspace.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** The life of rule changes: asked for once, ended once, each told. */
@ApplicationScoped
public class RuleChanges {
  private final RuleChangeStore store;
  private final RuleDrafts drafts;
  private final EndingStore endings;
  private final ProgramStore programs;
  private final NewVersion newVersion;
  private final FeedStore feed;
  private final Clock clock;
  private final Ids ids;

  @Inject
  RuleChanges(
      RuleChangeStore store,
      RuleDrafts drafts,
      EndingStore endings,
      ProgramStore programs,
      NewVersion newVersion,
      FeedStore feed,
      Clock clock,
      Ids ids) {
    this.store = store;
    this.drafts = drafts;
    this.endings = endings;
    this.programs = programs;
    this.newVersion = newVersion;
    this.feed = feed;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Asks people for other rules; who asks the same again gets what was asked before. The caller
   * holds the lock of the program.
   */
  RuleChange propose(Program program, DraftOfRules draft, String proposedBy) {
    RuleChange asked = question(program, draft, proposedBy, "");
    Optional<RuleChange> same =
        store.open(program.id()).stream().filter(asked::asksTheSameAs).findFirst();
    if (same.isPresent()) {
      return same.get();
    }
    String key = "%s-rules-%d".formatted(program.name(), store.nextNumber(program.id()));
    DraftOfRules kept = drafts.keep(draft, key, new Signature(proposedBy, now()));
    RuleChange change = question(program, kept, proposedBy, key);
    store.insert(change);
    feed.append(RuleChangeProposed.TYPE, change.id(), change.toEvent());
    return change;
  }

  /** What a rule change would be; nothing is stored. */
  RuleChange question(Program program, DraftOfRules draft, String proposedBy, String key) {
    return new RuleChange(
        ids.next(),
        key,
        program.id(),
        program.name(),
        program.version(),
        Json.digest(program.spec()),
        draft.generation().id(),
        draft.generation().number(),
        draft.file().title(),
        draft.file().spec(),
        Json.digest(draft.file().spec()),
        draft.changes(),
        draft.evaluator(),
        draft.commit(),
        proposedBy,
        now(),
        null);
  }

  /** The rule change as it is; its program stays locked until the transaction ends. */
  @Transactional(TxType.MANDATORY)
  public Optional<RuleChange> lock(UUID id) {
    return store
        .find(id)
        .flatMap(change -> programs.lock(change.programId()))
        .flatMap(program -> store.find(id));
  }

  /** Puts the new rules in force; other questions about the old ones end with them. */
  @Transactional(TxType.MANDATORY)
  public Program putInForce(Program program, RuleChange change) {
    return newVersion.add(program, change.file(), change.proposedBy());
  }

  /** Ends a rule change, and tells it; does nothing to one that has ended. */
  @Transactional(TxType.MANDATORY)
  public void close(RuleChange change, Ending ending) {
    if (!endings.tryEndRuleChange(change.id(), ending)) {
      return;
    }
    feed.append(
        RuleChangeClosed.TYPE,
        change.id(),
        new RuleChangeClosed(
            change.id(),
            change.key(),
            change.programId(),
            ending.outcome(),
            ending.reason(),
            ending.decisionId(),
            ending.result(),
            ending.at()));
  }

  /** Ends what asks to change rules that are no longer in force. */
  @Transactional(TxType.MANDATORY)
  public void supersede(Program inForce) {
    String reason =
        "Version %d of program %s is in force now. Apply the file again to ask for the change of that."
            .formatted(inForce.version(), inForce.name());
    store.open(inForce.id()).stream()
        .filter(change -> change.baseVersion() < inForce.version())
        .forEach(change -> close(change, Ending.superseded(reason, now())));
  }

  /** Ends a rule change because who asked for it does not want it any more. */
  @Transactional
  RuleChangeView withdraw(Program program, String key, String reason, Principal person) {
    programs.lock(program.id());
    RuleChange change = get(program, key);
    if (!change.proposedBy().equals(person.subject())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "%s was proposed by %s, who alone may withdraw it. Veto it in its review instead."
              .formatted(change.key(), change.proposedBy()));
    }
    if (!change.isOpen()) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "%s is %s. There is nothing to withdraw."
              .formatted(change.key(), QuestionState.of(change.ending())));
    }
    close(change, Ending.withdrawn(reason, now()));
    return RuleChangeView.from(get(program, key));
  }

  RuleChange get(Program program, String key) {
    return store
        .find(program.id(), Keys.text("key", key))
        .orElseThrow(() -> ProblemException.notFound("rule change", Keys.shown(key)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
