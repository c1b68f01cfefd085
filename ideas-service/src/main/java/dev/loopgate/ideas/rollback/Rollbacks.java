package dev.loopgate.ideas.rollback;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.chassis.problem.ProblemType;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.ideas.RollbackClosed;
import dev.loopgate.contracts.ideas.RollbackProposed;
import dev.loopgate.contracts.ideas.RollbackProposed.Undone;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.question.Ending;
import dev.loopgate.ideas.question.EndingStore;
import dev.loopgate.ideas.question.QuestionState;
import dev.loopgate.ideas.sql.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The life of rollbacks: asked for once, ended once, each told. */
@ApplicationScoped
public class Rollbacks {
  private final RollbackStore store;
  private final EndingStore endings;
  private final ProgramStore programs;
  private final GenerationStore generations;
  private final FeedStore feed;
  private final Clock clock;
  private final Ids ids;

  @Inject
  Rollbacks(
      RollbackStore store,
      EndingStore endings,
      ProgramStore programs,
      GenerationStore generations,
      FeedStore feed,
      Clock clock,
      Ids ids) {
    this.store = store;
    this.endings = endings;
    this.programs = programs;
    this.generations = generations;
    this.feed = feed;
    this.clock = clock;
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
            "%s-rollback-%d".formatted(program.name(), store.nextNumber(program.id())),
            program.id(),
            program.name(),
            current.id(),
            current.number(),
            to.id(),
            to.number(),
            why,
            person.subject(),
            now(),
            null);
    store.insert(rollback);
    feed.append(RollbackProposed.TYPE, rollback.id(), event(rollback, program, to));
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
    store.open(program.id()).stream()
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
    List<Undone> undone = generations.after(to).stream().flatMap(Rollbacks::undone).toList();
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
        undone,
        rollback.why(),
        rollback.proposedBy(),
        rollback.proposedAt());
  }

  private static Stream<Undone> undone(Generation generation) {
    UUID idea = generation.ideaId();
    String key = generation.ideaKey();
    return idea == null || key == null
        ? Stream.empty()
        : Stream.of(new Undone(generation.number(), idea, key));
  }

  /** The rollback as it is; its program stays locked until the transaction ends. */
  @Transactional(TxType.MANDATORY)
  public Optional<Rollback> lock(UUID id) {
    return store
        .find(id)
        .flatMap(rollback -> programs.lock(rollback.programId()))
        .flatMap(program -> store.find(id));
  }

  /** Ends a rollback, and tells it; does nothing to one that has ended. */
  @Transactional(TxType.MANDATORY)
  public void close(Rollback rollback, Ending ending) {
    if (!endings.tryEndRollback(rollback.id(), ending)) {
      return;
    }
    feed.append(
        RollbackClosed.TYPE,
        rollback.id(),
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

  /** Ends what asks to leave a generation that is no longer current. */
  @Transactional(TxType.MANDATORY)
  public void supersede(Generation current) {
    String reason =
        "Generation %d is current now. Ask again to leave that.".formatted(current.number());
    store.open(current.programId()).stream()
        .filter(rollback -> !rollback.generationId().equals(current.id()))
        .forEach(rollback -> close(rollback, Ending.superseded(reason, now())));
  }

  /** Ends a rollback because who asked for it does not want it any more. */
  @Transactional
  RollbackView withdraw(Program program, String key, String reason, Principal person) {
    programs.lock(program.id());
    Rollback rollback = get(program, key);
    if (!rollback.proposedBy().equals(person.subject())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "%s was proposed by %s, who alone may withdraw it. Veto it in its review instead."
              .formatted(rollback.key(), rollback.proposedBy()));
    }
    if (!rollback.isOpen()) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "%s is %s. There is nothing to withdraw."
              .formatted(rollback.key(), QuestionState.of(rollback.ending())));
    }
    close(rollback, Ending.withdrawn(reason, now()));
    return RollbackView.from(get(program, key));
  }

  Rollback get(Program program, String key) {
    return store
        .find(program.id(), Keys.text("key", key))
        .orElseThrow(() -> ProblemException.notFound("rollback", Keys.shown(key)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
