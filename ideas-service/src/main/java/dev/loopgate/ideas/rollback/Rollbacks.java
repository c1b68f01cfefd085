package dev.loopgate.ideas.rollback;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.ideas.RollbackClosed;
import dev.loopgate.contracts.ideas.RollbackProposed;
import dev.loopgate.contracts.ideas.RollbackProposed.Undone;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
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
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Rollbacks: how people are asked for an older generation. */
@Singleton
public class Rollbacks extends Questions<Rollback> {
  private final RollbackRepository rollbacks;
  private final ProgramStore programs;
  private final GenerationStore generations;
  private final FeedStore feed;
  private final Ids ids;

  @Inject
  Rollbacks(
      RollbackRepository rollbacks,
      ProgramStore programs,
      GenerationStore generations,
      FeedStore feed,
      Clock clock,
      Ids ids) {
    super("rollback", rollbacks, programs, clock);
    this.rollbacks = rollbacks;
    this.programs = programs;
    this.generations = generations;
    this.feed = feed;
    this.ids = ids;
  }

  /** Asks people whether the files of an older generation come back. */
  @Transactional
  RollbackView propose(UUID programId, int toGeneration, String why, Principal person) {
    Program program = programs.lock(programId).orElseThrow();
    Generation current = generations.find(program.currentGenerationId()).orElseThrow();
    Generation to = older(program, current, toGeneration);
    requireNotAsked(program, to);
    Rollback rollback =
        new Rollback(
            ids.next(),
            "%s-rollback-%d"
                .formatted(program.name(), programs.nextNumber(program.id(), "rollback")),
            program,
            current,
            to,
            why,
            person.subject(),
            now());
    rollbacks.persist(rollback);
    feed.append(RollbackProposed.TYPE, rollback.id(), program.id(), event(rollback, program, to));
    return RollbackView.from(rollback);
  }

  private Generation older(Program program, Generation current, int number) {
    if (number >= current.number()) {
      throw ProblemException.invalid(
          "/toGeneration",
          "Generation %d of program %s is current. Name an older one than that."
              .formatted(current.number(), program.name()));
    }
    return generations.numbered(program.id(), number).orElseThrow();
  }

  private void requireNotAsked(Program program, Generation to) {
    rollbacks.open(program.id()).stream()
        .filter(open -> open.toGenerationId().equals(to.id()))
        .findFirst()
        .ifPresent(open -> {
          throw new ProblemException(
              ProblemType.CONFLICT,
              "%s asks for the same and waits for people: GET /api/v1/reviews/%s."
                  .formatted(open.key(), open.key()));
        });
  }

  private RollbackProposed event(Rollback rollback, Program program, Generation to) {
    LivingIdeas living = new LivingIdeas(generations.all(program.id()));
    return new RollbackProposed(
        rollback.id(),
        rollback.key(),
        rollback.programId(),
        rollback.program(),
        program.version(),
        rollback.generationId(),
        rollback.generation(),
        rollback.toGenerationId(),
        rollback.toGeneration(),
        undone(living.onlyIn(rollback.generation(), to.number())),
        undone(living.onlyIn(to.number(), rollback.generation())),
        rollback.why(),
        rollback.proposedBy(),
        rollback.proposedAt());
  }

  private static List<Undone> undone(List<Generation> generations) {
    return generations.stream()
        .map(generation ->
            new Undone(
                generation.number(),
                Objects.requireNonNull(generation.ideaId()),
                Objects.requireNonNull(generation.ideaKey())))
        .toList();
  }

  /** Ends what asks to leave a generation that is no longer current. */
  @Transactional(TxType.MANDATORY)
  public void supersede(Generation current) {
    supersede(
        current.programId(),
        rollback -> !rollback.generationId().equals(current.id()),
        "Generation %d is current now. Ask again to leave that.".formatted(current.number()));
  }

  @Override
  protected void tell(Rollback rollback, Ending ending) {
    feed.append(
        RollbackClosed.TYPE,
        rollback.id(),
        rollback.programId(),
        new RollbackClosed(
            rollback.id(),
            rollback.key(),
            rollback.programId(),
            ending.outcome(),
            ending.reason(),
            ending.decisionId(),
            ending.result(),
            ending.at()));
  }
}
