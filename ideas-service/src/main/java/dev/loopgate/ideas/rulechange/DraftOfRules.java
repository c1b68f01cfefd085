package dev.loopgate.ideas.rulechange;

import dev.loopgate.contracts.ideas.RuleChangeProposed.Difference;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Evaluator;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.program.ProgramFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program file would change about the rules of a running program.
 *
 * @param changes empty when it changes none
 * @param tree the files as they would be; null when they would stay as they are
 * @param commit where the files are kept; null until somebody asks, or when they stay as they are
 */
public record DraftOfRules(
    ProgramFile file,
    Generation generation,
    List<Difference> changes,
    Evaluator evaluator,
    @Nullable String tree,
    @Nullable String commit) {
  public DraftOfRules {
    changes = List.copyOf(changes);
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  DraftOfRules keptIn(String madeCommit) {
    return new DraftOfRules(file, generation, changes, evaluator, tree, madeCommit);
  }
}
