package dev.loopgate.ideas.rulechange;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.ideas.RuleChangeClosed;
import dev.loopgate.contracts.ideas.RuleChangeProposed;
import dev.loopgate.ideas.generation.Generations.Line;
import dev.loopgate.ideas.program.NewVersion;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.question.Ending;
import dev.loopgate.ideas.question.Questions;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Optional;

/** Rule changes: how people are asked for other rules, and how those get in force. */
@Singleton
public class RuleChanges extends Questions<RuleChange> {
  private static final String COUNTED = "rule_change";

  private final RuleChangeRepository changes;
  private final ProgramStore programs;
  private final NewVersion newVersion;
  private final FeedStore feed;
  private final Ids ids;

  @Inject
  RuleChanges(
      RuleChangeRepository changes,
      ProgramStore programs,
      NewVersion newVersion,
      FeedStore feed,
      Clock clock,
      Ids ids) {
    super("rule change", changes, programs, clock);
    this.changes = changes;
    this.programs = programs;
    this.newVersion = newVersion;
    this.feed = feed;
    this.ids = ids;
  }

  /** What people are asked already, when it is the same. */
  public Optional<RuleChange> asked(Program program, DraftOfRules draft, String proposedBy) {
    RuleChange question = question(program, draft, proposedBy, "");
    return changes.open(program.id()).stream().filter(question::asksTheSameAs).findFirst();
  }

  /** The key that the next question about a program has. Only who has the turn of it may ask. */
  public String nextKey(Program program) {
    return "%s-rules-%d".formatted(program.name(), programs.lastNumber(program.id(), COUNTED) + 1);
  }

  /**
   * Asks people for other rules. The caller holds the lock of the program.
   *
   * @throws IllegalStateException when the key is taken: then somebody else had the turn
   */
  @Transactional(TxType.MANDATORY)
  public RuleChange propose(Program program, DraftOfRules kept, String key, String proposedBy) {
    if (!key.equals(
        "%s-rules-%d".formatted(program.name(), programs.nextNumber(program.id(), COUNTED)))) {
      throw new IllegalStateException(key + " is taken");
    }
    RuleChange change = question(program, kept, proposedBy, key);
    changes.persist(change);
    feed.append(RuleChangeProposed.TYPE, change.id(), change.programId(), change.toEvent());
    return change;
  }

  /** What a rule change would be; nothing is stored. */
  public RuleChange question(Program program, DraftOfRules draft, String proposedBy, String key) {
    return new RuleChange(ids.next(), key, program, draft, proposedBy, now());
  }

  /** What generations need to know of a program under the new rules. */
  public Line line(Program program, RuleChange change) {
    return newVersion.after(program, change.file(), change.proposedBy()).line();
  }

  /**
   * Puts the new rules in force. The caller holds the lock of the program.
   *
   * @throws IllegalStateException when those that they replace are no longer in force
   */
  @Transactional(TxType.MANDATORY)
  public Program putInForce(RuleChange change) {
    Program program = programs.find(change.programId()).orElseThrow();
    if (program.version() != change.baseVersion()) {
      throw new IllegalStateException(
          "%s got version %d while %s was carried out"
              .formatted(program.name(), program.version(), change.key()));
    }
    return newVersion.add(program, change.file(), change.proposedBy());
  }

  /**
   * For changes that nobody is asked about: none while people are asked about others. A new version
   * would end that question, and who may not judge it could end it so.
   */
  public void requireNoneOpen(Program program) {
    changes.open(program.id()).stream()
        .findFirst()
        .ifPresent(open -> {
          throw new ProblemException(
              ProblemType.CONFLICT,
              "%s waits for people, and a new version of %s would end it. Wait for the decision, or withdraw it: loopgate program withdraw %s."
                  .formatted(open.key(), program.name(), open.key()));
        });
  }

  /** Ends what asks to change rules that are no longer in force. */
  @Transactional(TxType.MANDATORY)
  public void supersede(Program inForce) {
    supersede(
        inForce.id(),
        change -> change.baseVersion() < inForce.version(),
        "Version %d of program %s is in force now. Apply the file again to ask for the change of that."
            .formatted(inForce.version(), inForce.name()));
  }

  @Override
  protected void tell(RuleChange change, Ending ending) {
    feed.append(
        RuleChangeClosed.TYPE,
        change.id(),
        change.programId(),
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
}
