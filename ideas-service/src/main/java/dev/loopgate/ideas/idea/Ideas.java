package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.idempotency.Idempotency;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.input.Input;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.Programs;
import dev.loopgate.ideas.turn.Turn;
import dev.loopgate.ideas.turn.Turns;
import dev.loopgate.ideas.workspace.Change;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes ideas in. An idea is in git, and at the remote, before a short transaction records it; so
 * nothing is acknowledged that could be lost, and no lock waits for a remote.
 */
@ApplicationScoped
class Ideas {
  private final Programs programs;
  private final GenerationStore generations;
  private final IdeaStore store;
  private final Screen screen;
  private final Admission admission;
  private final DraftIdea draft;
  private final Intake intake;
  private final Turns turns;
  private final Idempotency idempotency;

  @Inject
  Ideas(
      Programs programs,
      GenerationStore generations,
      IdeaStore store,
      Screen screen,
      Admission admission,
      DraftIdea draft,
      Intake intake,
      Turns turns,
      Idempotency idempotency) {
    this.programs = programs;
    this.generations = generations;
    this.store = store;
    this.screen = screen;
    this.admission = admission;
    this.draft = draft;
    this.intake = intake;
    this.turns = turns;
    this.idempotency = idempotency;
  }

  /** Screens a proposal and records it as an idea, or refuses it with the reason. */
  IdeaView propose(ProposeIdea request, Principal principal, @Nullable String key) {
    Once once = new Once(idempotency, principal.subject(), key, request);
    return once.answer().orElseGet(() -> propose(screened(request, principal), once));
  }

  private Proposing screened(ProposeIdea request, Principal principal) {
    Program program = programs.get(request.program());
    admission.requireWelcome(program, principal);
    Proposal proposal = proposal(request, principal);
    Generation generation = current(program, request.generation());
    Change change = screen.change(program, generation, request.patch(), request.files());
    return new Proposing(program, generation, proposal, change, principal);
  }

  /** A request with the same key may have had the turn before. */
  private IdeaView propose(Proposing proposing, Once once) {
    try (Turn turn = turns.take(proposing.program().name())) {
      return once.answer().orElseGet(() -> propose(proposing, turn, once));
    }
  }

  private IdeaView propose(Proposing proposing, Turn turn, Once once) {
    Program program = admission.require(proposing);
    List<Idea> drafts =
        draft.published(program, proposing.generation(), proposing.proposal(), proposing.change());
    return once.run(() -> {
      admission.require(proposing);
      turn.requireHeld();
      return IdeaView.from(intake.record(drafts));
    });
  }

  private Proposal proposal(ProposeIdea request, Principal principal) {
    String title = Input.text("/title", request.title()).strip();
    if (title.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.invalid("/title", "The title must be one line.");
    }
    Provenance provenance = ProvenanceOf.statement(principal, request.provenance());
    List<String> unknown = store.unknownKeys(provenance.parents());
    if (!unknown.isEmpty()) {
      throw ProblemException.invalid(
          "/provenance/parents",
          "No idea has the key %s. Name ideas that exist."
              .formatted(Input.shown(unknown.getFirst())));
    }
    return new Proposal(
        title, Input.text("/hypothesis", request.hypothesis()), provenance, null, null);
  }

  private Generation current(Program program, int number) {
    if (number != program.currentGeneration()) {
      throw IdeaProblems.oldGeneration(program, number);
    }
    return generations.find(program.currentGenerationId()).orElseThrow();
  }
}
