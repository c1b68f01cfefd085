package dev.loopgate.ideas.decision;

import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.ideas.generation.DraftGeneration;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.generation.Generations.Line;
import dev.loopgate.ideas.generation.Generations.Origin;
import dev.loopgate.ideas.idea.AdvanceBaseline;
import dev.loopgate.ideas.intent.Plan;
import dev.loopgate.ideas.intent.Plan.Next;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.question.Ending;
import dev.loopgate.ideas.rulechange.RuleChange;
import dev.loopgate.ideas.rulechange.RuleChanges;
import dev.loopgate.ideas.rulechange.RuleFiles;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts other rules in force, if those that they replace still are. A generation is files under
 * rules for measuring them, so whoever changes those makes a new one; ideas that are open stay
 * under the rules that they were proposed under otherwise.
 */
@Singleton
public class CarryOutRuleChange extends CarryOut<RuleChange> {
  private static final Logger LOG = Logger.getLogger(CarryOutRuleChange.class);

  private final RuleChanges ruleChanges;
  private final RuleFiles ruleFiles;
  private final Repositories repositories;
  private final AdvanceBaseline advance;

  @Inject
  CarryOutRuleChange(
      RuleChanges ruleChanges,
      RuleFiles ruleFiles,
      ProgramStore programs,
      GenerationStore generations,
      Repositories repositories,
      AdvanceBaseline advance,
      Clock clock) {
    super(ruleChanges, programs, generations, clock);
    this.ruleChanges = ruleChanges;
    this.ruleFiles = ruleFiles;
    this.repositories = repositories;
    this.advance = advance;
  }

  @Override
  Plan plan(RuleChange change, Program program, Generation current, DecisionMade decision) {
    Optional<ObjectId> tree =
        change.baseVersion() == program.version()
            ? tree(program, current, change)
            : Optional.empty();
    if (tree.isEmpty()) {
      return Plan.settled(whileOpen(change, () -> tooLate(change, program, current)));
    }
    if (!change.isRemeasured()) {
      return Plan.settled(whileOpen(change, () -> putInForce(change, decision)));
    }
    DraftGeneration draft = draft(program, current, tree.get(), change, decision);
    return new Plan.Course(
        draft.steps(), whileOpen(change, () -> advance(draft, change, decision)));
  }

  private Next tooLate(RuleChange change, Program program, Generation current) {
    String reason =
        "What %s would change is no longer what holds: program %s has version %d and generation %d now. Apply the file again."
            .formatted(change.key(), program.name(), program.version(), current.number());
    ruleChanges.close(change, Ending.superseded(reason, now()));
    return Next.DONE;
  }

  /** Followers need the rules before the generation that they hold for. */
  private Next advance(DraftGeneration draft, RuleChange change, DecisionMade decision) {
    Program next = ruleChanges.putInForce(change);
    advance.endQuestions(advance.to(draft));
    end(change, next, decision);
    return Next.REBASE;
  }

  private Next putInForce(RuleChange change, DecisionMade decision) {
    end(change, ruleChanges.putInForce(change), decision);
    return Next.DONE;
  }

  private void end(RuleChange change, Program next, DecisionMade decision) {
    ruleChanges.close(change, Ending.applied(decision, next.version(), now()));
    ruleChanges.supersede(next);
  }

  /** Empty when the sealed files would not be those that people decided on. */
  private Optional<ObjectId> tree(Program program, Generation current, RuleChange change) {
    try (ProgramRepository repository = repositories.open(program.name())) {
      @Nullable ObjectId source = change.commit() == null ? null : repository.tree(change.commit());
      RuleFiles.Files files =
          ruleFiles.of(repository, current, program.spec(), change.spec(), source);
      return files.evaluatorDigest().equals(change.evaluator().after())
          ? Optional.of(files.tree())
          : Optional.empty();
    } catch (ProblemException e) {
      LOG.warnf(
          "%s does not fit generation %d: %s", change.key(), current.number(), e.getMessage());
      return Optional.empty();
    }
  }

  private DraftGeneration draft(
      Program program,
      Generation current,
      ObjectId tree,
      RuleChange change,
      DecisionMade decision) {
    Line line = ruleChanges.line(program, change);
    String facts =
        "Rule-change: %s %s\nChanges: %s\nProposed-by: %s"
            .formatted(
                change.key(),
                change.id(),
                String.join(", ", change.changedFields()),
                change.proposedBy());
    String title =
        "Generation %d of %s: rules of version %d"
            .formatted(current.number() + 1, program.name(), line.programVersion());
    return advance.draft(
        line,
        current,
        tree,
        Origin.ruleChange(decision.decisionId(), change.key()),
        DecisionMessage.of(title, facts, decision),
        decision);
  }
}
