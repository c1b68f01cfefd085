package dev.loopgate.ideas.program;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.ideas.ProgramApplied;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.ProgramSpec.Source;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.generation.Generations;
import dev.loopgate.ideas.program.ProgramView.Outcome;
import dev.loopgate.ideas.sql.Keys;
import dev.loopgate.ideas.workspace.Globs;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.ideas.workspace.Signature;
import dev.loopgate.ideas.workspace.Sources;
import dev.loopgate.ideas.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Creates and changes programs. */
@ApplicationScoped
public class Programs {
  private final ProgramStore store;
  private final Generations generations;
  private final GenerationStore generationStore;
  private final Sources sources;
  private final Repositories repositories;
  private final Workspaces workspaces;
  private final FeedStore feed;
  private final Event<ProgramApplied> applied;
  private final Clock clock;
  private final Ids ids;

  @Inject
  Programs(
      ProgramStore store,
      Generations generations,
      GenerationStore generationStore,
      Sources sources,
      Repositories repositories,
      Workspaces workspaces,
      FeedStore feed,
      Event<ProgramApplied> applied,
      Clock clock,
      Ids ids) {
    this.store = store;
    this.generations = generations;
    this.generationStore = generationStore;
    this.sources = sources;
    this.repositories = repositories;
    this.workspaces = workspaces;
    this.feed = feed;
    this.applied = applied;
    this.clock = clock;
    this.ids = ids;
  }

  /** The newest version of a program; 404 when there is none of that name. */
  public Program get(String name) {
    return store
        .find(Keys.text("program", name))
        .orElseThrow(() -> ProblemException.notFound("program", Keys.shown(name)));
  }

  /** Creates the program, adds a version, or finds that nothing differs. */
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
    Program draft = version(id, file, 1, 1, id, 0, appliedBy);
    if (dryRun) {
      return ProgramView.from(draft, Outcome.CREATED);
    }
    ObjectId tree = firstTree(file, upload);
    // Followers need the rules before the generation that they hold for.
    ProgramApplied event = tell(draft);
    Generation first =
        generations.start(
            draft.line(),
            tree,
            new Generations.Note(
                new Signature(appliedBy, draft.appliedAt()),
                "Start %s\n\nProgram: %s, version 1\nApplied-by: %s\n"
                    .formatted(file.name(), file.title(), appliedBy)));
    Program program = version(id, file, 1, 1, first.id(), 0, appliedBy);
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
      Program program,
      ProgramFile file,
      @Nullable String upload,
      boolean dryRun,
      String appliedBy) {
    List<String> rules = new ArrayList<>(RuleChange.between(program.spec(), file.spec()));
    if (upload != null && rules.isEmpty() && evaluatorDiffers(program, upload)) {
      rules.add("the evaluator (sealed files)");
    }
    RuleChange.refuse(program.name(), rules);
    // Digested again, because an older version was written before the specification had all fields.
    boolean isSame = Json.digest(file.spec()).equals(Json.digest(program.spec()));
    if (isSame && file.title().equals(program.title())) {
      return ProgramView.from(program, Outcome.UNCHANGED);
    }
    checkGenerator(program, file);
    Program next =
        version(
            program.id(),
            file,
            program.version() + 1,
            program.currentGeneration(),
            program.currentGenerationId(),
            program.lastIdeaNumber(),
            appliedBy);
    if (!dryRun) {
      store.addVersion(next);
      applied.fire(tell(next));
    }
    return ProgramView.from(next, Outcome.CHANGED);
  }

  private void checkGenerator(Program program, ProgramFile file) {
    ProgramSpec.Generator generator = file.spec().generator();
    if (generator == null) {
      return;
    }
    Generation current = generationStore.current(program.name()).orElseThrow();
    try (ProgramRepository repository = repositories.open(program.name())) {
      ObjectId tree = repository.tree(current.commit());
      ProgramFiles.check(file.spec(), repository.paths(tree));
      ProgramFiles.checkParameters(
          generator, repository.read(tree, generator.file()).orElseThrow());
    }
  }

  private boolean evaluatorDiffers(Program program, String upload) {
    Generation current = generationStore.current(program.name()).orElseThrow();
    Globs sealed = Globs.of(program.spec().paths().sealed());
    try (ProgramRepository repository = repositories.open(program.name())) {
      ObjectId tree = sources.upload(repository, upload);
      return !workspaces
          .evaluatorDigest(repository, tree, sealed)
          .equals(current.evaluatorDigest());
    }
  }

  private Program version(
      UUID id,
      ProgramFile file,
      int version,
      int generation,
      UUID generationId,
      int lastIdea,
      String appliedBy) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Program(
        id,
        file.name(),
        file.title(),
        version,
        generation,
        generationId,
        lastIdea,
        file.spec(),
        Json.digest(file.spec()),
        appliedBy,
        now);
  }

  private ProgramApplied tell(Program program) {
    ProgramApplied event =
        new ProgramApplied(
            program.id(),
            program.name(),
            program.title(),
            program.version(),
            program.spec(),
            program.specDigest(),
            program.appliedBy(),
            program.appliedAt());
    feed.append(ProgramApplied.TYPE, program.id(), event);
    return event;
  }
}
