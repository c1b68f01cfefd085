package dev.loopgate.ideas.rulechange;

import dev.loopgate.contracts.ideas.ProgramSpec.Generator;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Difference;
import dev.loopgate.contracts.ideas.RuleChangeProposed.Evaluator;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramFile;
import dev.loopgate.ideas.program.ProgramFiles;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.ideas.workspace.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a program file would change about a running program, and keeps the files that it
 * brings where they will be found when people have decided.
 */
@ApplicationScoped
public class RuleDrafts {
  private final GenerationStore generations;
  private final Repositories repositories;
  private final RuleFiles ruleFiles;

  @Inject
  RuleDrafts(GenerationStore generations, Repositories repositories, RuleFiles ruleFiles) {
    this.generations = generations;
    this.repositories = repositories;
    this.ruleFiles = ruleFiles;
  }

  /** Compares a file with the rules in force, or refuses it because it does not fit the files. */
  public DraftOfRules of(Program program, ProgramFile file, @Nullable String upload) {
    Generation current = generations.find(program.currentGenerationId()).orElseThrow();
    try (ProgramRepository repository = repositories.open(program.name())) {
      ObjectId source = ruleFiles.source(repository, program.spec(), file.spec(), upload);
      RuleFiles.Files files =
          ruleFiles.of(repository, current, program.spec(), file.spec(), source);
      boolean isMoved = !files.tree().equals(repository.tree(current.commit()));
      Evaluator evaluator =
          new Evaluator(
              current.evaluatorDigest(), files.evaluatorDigest(), isMoved ? upload : null);
      List<Difference> changes = RuleDifferences.between(program.spec(), file.spec(), evaluator);
      check(repository, files.tree(), file, changes);
      return new DraftOfRules(
          file, current, changes, evaluator, isMoved ? files.tree().name() : null, null);
    }
  }

  private static void check(
      ProgramRepository repository, ObjectId tree, ProgramFile file, List<Difference> changes) {
    Generator generator = file.spec().generator();
    if (changes.isEmpty() && generator == null) {
      return;
    }
    ProgramFiles.check(file.spec(), repository.paths(tree));
    if (changes.stream().anyMatch(change -> change.field().equals("canaries"))) {
      ProgramFiles.checkCanaries(
          file.spec(), repository.paths(tree), path -> repository.read(tree, path).orElseThrow());
    }
    if (generator != null) {
      ProgramFiles.checkParameters(
          generator, repository.read(tree, generator.file()).orElseThrow());
    }
  }

  /** Commits the files of a draft that brings some; uploads may be gone when people decide. */
  public DraftOfRules keep(DraftOfRules draft, String key, Signature signature) {
    if (draft.tree() == null) {
      return draft;
    }
    String program = draft.file().name();
    try (ProgramRepository repository = repositories.open(program)) {
      String commit =
          repository.commit(
              ObjectId.fromString(draft.tree()),
              List.of(draft.generation().commit()),
              signature,
              "Sealed files as %s asks for them\n\nProposed-by: %s\n"
                  .formatted(key, signature.subject()),
              "refs/rules/" + key);
      repositories.publish(program, repository);
      return draft.keptIn(commit);
    }
  }
}
