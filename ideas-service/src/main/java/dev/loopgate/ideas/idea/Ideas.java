package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.access.Revocations;
import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.program.Programs;
import dev.loopgate.ideas.quarantine.Quarantines;
import dev.loopgate.ideas.sql.Keys;
import dev.loopgate.ideas.stop.Stops;
import dev.loopgate.ideas.workspace.Change;
import dev.loopgate.ideas.workspace.ChangeRules;
import dev.loopgate.ideas.workspace.Patches;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes ideas in. */
@ApplicationScoped
public class Ideas {
  private final Programs programs;
  private final ProgramStore programStore;
  private final GenerationStore generations;
  private final IdeaStore store;
  private final Intake intake;
  private final Repositories repositories;
  private final Quarantines quarantines;
  private final Ration ration;
  private final Stops stops;
  private final Revocations revocations;

  @Inject
  Ideas(
      Programs programs,
      ProgramStore programStore,
      GenerationStore generations,
      IdeaStore store,
      Intake intake,
      Repositories repositories,
      Quarantines quarantines,
      Ration ration,
      Stops stops,
      Revocations revocations) {
    this.programs = programs;
    this.programStore = programStore;
    this.generations = generations;
    this.store = store;
    this.intake = intake;
    this.repositories = repositories;
    this.quarantines = quarantines;
    this.ration = ration;
    this.stops = stops;
    this.revocations = revocations;
  }

  /** Screens a proposal and records it as an idea, or refuses it with the reason. */
  @Transactional
  IdeaView propose(ProposeIdea request, Principal principal) {
    quarantines.requireFree(principal);
    Program program = programs.get(request.program());
    stops.requireRunning(program.id());
    revocations.requireValidFor(principal, program.id());
    Proposal proposal = proposal(request, principal);
    Generation generation = current(program, request.generation());
    Change change = screen(program, generation, request.patch(), request.files());
    Program locked = programStore.lock(program.id()).orElseThrow();
    stops.requireRunning(locked.id());
    current(locked, request.generation());
    store
        .findSame(program.id(), change.normalisedDigest())
        .ifPresent(earlier -> {
          throw IdeaProblems.duplicate(earlier);
        });
    ration.require(locked, proposal.provenance());
    return IdeaView.from(intake.record(locked, generation, proposal, change));
  }

  /**
   * Records a proposal of whole files unless the program had the idea before. The caller holds the
   * lock of the program, and its transaction.
   */
  public Optional<Idea> proposeIfNew(
      Program locked, Proposal proposal, Map<String, @Nullable String> files) {
    Generation generation = generations.find(locked.currentGenerationId()).orElseThrow();
    Change change = screen(locked, generation, null, files);
    if (store.findSame(locked.id(), change.normalisedDigest()).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(intake.record(locked, generation, proposal, change));
  }

  private Proposal proposal(ProposeIdea request, Principal principal) {
    String title = Keys.text("/title", request.title()).strip();
    if (title.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.invalid("/title", "The title must be one line.");
    }
    Provenance provenance = ProvenanceOf.statement(principal, request.provenance());
    List<String> unknown = store.unknownKeys(provenance.parents());
    if (!unknown.isEmpty()) {
      throw ProblemException.invalid(
          "/provenance/parents",
          "No idea has the key %s. Name ideas that exist."
              .formatted(Keys.shown(unknown.getFirst())));
    }
    return new Proposal(title, Keys.text("/hypothesis", request.hypothesis()), provenance, null);
  }

  private Generation current(Program program, int number) {
    if (number != program.currentGeneration()) {
      throw IdeaProblems.oldGeneration(program, number);
    }
    return generations.find(program.currentGenerationId()).orElseThrow();
  }

  private Change screen(
      Program program,
      Generation generation,
      @Nullable String patch,
      @Nullable Map<String, @Nullable String> files) {
    try (ProgramRepository repository = repositories.open(program.name())) {
      Patches patches =
          new Patches(repository, generation.commit(), ChangeRules.of(program.spec().paths()));
      if (patch != null && files == null) {
        return patches.ofPatch(patch);
      }
      if (files != null && patch == null) {
        return patches.ofFiles(files);
      }
      throw ProblemException.invalid("/patch", "Send either patch or files.");
    }
  }
}
