package dev.loopgate.ideas.program;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.ideas.ProgramApplied;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.ProgramSpec.Source;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.Generations;
import dev.loopgate.ideas.program.ProgramView.Outcome;
import dev.loopgate.ideas.sql.Keys;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.ideas.workspace.Signature;
import dev.loopgate.ideas.workspace.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Creates and changes programs. */
@ApplicationScoped
public class Programs {
  private final ProgramStore store;
  private final NewVersion newVersion;
  private final RuleDrafts drafts;
  private final RuleChanges ruleChanges;
  private final Generations generations;
  private final Sources sources;
  private final Repositories repositories;
  private final Event<ProgramApplied> applied;
  private final Ids ids;

  @Inject
  Programs(
      ProgramStore store,
      NewVersion newVersion,
      RuleDrafts drafts,
      RuleChanges ruleChanges,
      Generations generations,
      Sources sources,
      Repositories repositories,
      Event<ProgramApplied> applied,
      Ids ids) {
    this.store = store;
    this.newVersion = newVersion;
    this.drafts = drafts;
    this.ruleChanges = ruleChanges;
    this.generations = generations;
    this.sources = sources;
    this.repositories = repositories;
    this.applied = applied;
    this.ids = ids;
  }

  /** The newest version of a program; 404 when there is none of that name. */
  public Program get(String name) {
    return store
        .find(Keys.text("program", name))
        .orElseThrow(() -> ProblemException.notFound("program", Keys.shown(name)));
  }

  /**
   * Creates the program, adds a version, asks people when it would change the rules, or finds that
   * nothing differs.
   */
  @Transactional
  public ProgramView apply(byte[] body, @Nullable String upload, boolean dryRun, String appliedBy) {
    ProgramFile file = ReadProgramFile.from(body);
    ProgramRules.check(file);
    store.lockName(file.name());
    Optional<Program> existing = store.find(file.name());
    return existing.isEmpty()
        ? create(file, upload, dryRun, appliedBy)
        : change(existing.get(), file, upload, dryRun, appliedBy);
  }

  private ProgramView create(
      ProgramFile file, @Nullable String upload, boolean dryRun, String appliedBy) {
    checkSource(file, upload);
    UUID id = ids.next();
    Program draft = newVersion.first(id, file, appliedBy);
    if (dryRun) {
      return ProgramView.from(draft, Outcome.CREATED);
    }
    ObjectId tree = firstTree(file, upload);
    // Followers need the rules before the generation that they hold for.
    ProgramApplied event = newVersion.tell(draft);
    Generation first =
        generations.start(
            draft.line(),
            tree,
            new Generations.Note(
                new Signature(appliedBy, draft.appliedAt()),
                "Start %s\n\nProgram: %s, version 1\nApplied-by: %s\n"
                    .formatted(file.name(), file.title(), appliedBy)));
    Program program = draft.startedBy(first);
    store.insert(program);
    applied.fire(event);
    return ProgramView.from(program, Outcome.CREATED);
  }

  private void checkSource(ProgramFile file, @Nullable String upload) {
    Source source = file.spec().source();
    if (source.git() != null) {
      sources.checkAddress(source.git());
      return;
    }
    if (upload == null) {
      throw ProblemException.invalid(
          "workspace",
          "Program %s starts from a directory. Upload its tar.gz with PUT /api/v1/workspaces/<digest> and name the digest here."
              .formatted(file.name()));
    }
    ProgramFiles.check(file.spec(), sources.paths(upload));
  }

  private ObjectId firstTree(ProgramFile file, @Nullable String upload) {
    ProgramSpec spec = file.spec();
    Source source = spec.source();
    try (ProgramRepository repository = repositories.open(file.name())) {
      ObjectId tree =
          source.git() == null
              ? sources.upload(repository, String.valueOf(upload))
              : sources.clone(repository, source.git(), source.ref());
      ProgramFiles.check(spec, repository.paths(tree));
      ProgramFiles.checkCanaries(
          spec, repository.paths(tree), path -> repository.read(tree, path).orElseThrow());
      if (spec.generator() != null) {
        byte[] config = repository.read(tree, spec.generator().file()).orElseThrow();
        ProgramFiles.checkParameters(spec.generator(), config);
      }
      return tree;
    }
  }

  private ProgramView change(
      Program found, ProgramFile file, @Nullable String upload, boolean dryRun, String appliedBy) {
    Program program = store.lock(found.id()).orElseThrow();
    DraftOfRules draft = drafts.of(program, file, upload);
    if (!draft.isEmpty()) {
      return ProgramView.asked(
          program,
          dryRun
              ? ruleChanges.question(program, draft, appliedBy, "")
              : ruleChanges.propose(program, draft, appliedBy));
    }
    // Digested again, because an older version was written before the specification had all fields.
    boolean isSame = Json.digest(file.spec()).equals(Json.digest(program.spec()));
    if (isSame && file.title().equals(program.title())) {
      return ProgramView.from(program, Outcome.UNCHANGED);
    }
    ruleChanges.requireNoneOpen(program);
    return ProgramView.from(
        dryRun
            ? newVersion.after(program, file, appliedBy)
            : newVersion.add(program, file, appliedBy),
        Outcome.CHANGED);
  }
}
