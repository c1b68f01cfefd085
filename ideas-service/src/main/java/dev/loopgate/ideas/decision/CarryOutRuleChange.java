package dev.loopgate.ideas.decision;

import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.generation.Generations.Origin;
import dev.loopgate.ideas.idea.AdvanceBaseline;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.program.RuleChange;
import dev.loopgate.ideas.program.RuleChanges;
import dev.loopgate.ideas.program.RuleFiles;
import dev.loopgate.ideas.question.Ending;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
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
    super(Outcome.CHANGE_RULES, ruleChanges, programs, generations, clock);
    this.ruleChanges = ruleChanges;
    this.ruleFiles = ruleFiles;
    this.repositories = repositories;
    this.advance = advance;
  }

  @Override
  void apply(RuleChange change, Program program, Generation current, DecisionMade decision) {
    Optional<ObjectId> tree =
        change.baseVersion() == program.version()
            ? tree(program, current, change)
            : Optional.empty();
    if (tree.isEmpty()) {
      String reason =
          "What %s would change is no longer what holds: program %s has version %d and generation %d now. Apply the file again."
              .formatted(change.key(), program.name(), program.version(), current.number());
      ruleChanges.close(change, Ending.superseded(reason, now()));
      return;
    }
    Program next = ruleChanges.putInForce(program, change);
    if (change.isRemeasured()) {
      advance.rebaseOpen(generation(next, current, tree.get(), change, decision));
    }
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

  private Generation generation(
      Program next, Generation current, ObjectId tree, RuleChange change, DecisionMade decision) {
    String facts =
        "Rule-change: %s %s\nChanges: %s\nProposed-by: %s"
            .formatted(
                change.key(),
                change.id(),
                String.join(", ", change.changedFields()),
                change.proposedBy());
    String title =
        "Generation %d of %s: rules of version %d"
            .formatted(current.number() + 1, next.name(), next.version());
    return advance.to(
        next,
        current,
        tree,
        Origin.ruleChange(decision.decisionId(), change.key()),
        DecisionMessage.of(title, facts, decision),
        decision);
  }
}
