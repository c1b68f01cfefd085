package dev.loopgate.ideas.question;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.ideas.input.Input;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.wire.paging.Cursor;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The life of the questions of one kind: asked once, ended once, each told. */
public abstract class Questions<Q extends Question> {
  private final String noun;
  private final QuestionRepository<Q> questions;
  private final ProgramStore programs;
  private final Clock clock;

  /**
   * The questions of one kind.
   *
   * @param noun what people call one, for example {@code rollback}
   */
  protected Questions(
      String noun, QuestionRepository<Q> questions, ProgramStore programs, Clock clock) {
    this.noun = noun;
    this.questions = questions;
    this.programs = programs;
    this.clock = clock;
  }

  /** Tells the other services how a question ended. */
  protected abstract void tell(Q question, Ending ending);

  public String noun() {
    return noun;
  }

  /** The questions about a program, newest first. */
  public Page<Q> page(UUID programId, int limit, @Nullable String cursor) {
    return Page.of(
        questions.page(programId, Cursor.below(cursor), limit + 1),
        limit,
        question -> question.id().toString());
  }

  /** A question about a program; 404 when there is none of that key. */
  public Q get(UUID programId, String key) {
    return questions
        .find(programId, Input.text("key", key))
        .orElseThrow(() -> ProblemException.notFound(noun, Input.shown(key)));
  }

  /** The question as it is now. */
  @Transactional
  public Optional<Q> find(UUID id) {
    return questions.findByIdOptional(id);
  }

  /** The question as it is; its program stays locked until the transaction ends. */
  @Transactional(TxType.MANDATORY)
  public Optional<Q> lock(UUID id) {
    Optional<Q> question = questions.findByIdOptional(id);
    question.ifPresent(this::lock);
    return question;
  }

  private void lock(Q question) {
    programs.lock(question.programId());
    questions.getEntityManager().refresh(question);
  }

  /**
   * Ends a question, and tells it; does nothing to one that has ended. The caller holds the lock of
   * the program.
   */
  @Transactional(TxType.MANDATORY)
  public void close(Q asked, Ending ending) {
    Q question = questions.findById(asked.id());
    if (question.isOpen()) {
      question.end(ending);
      questions.flush();
      tell(question, ending);
    }
  }

  /** Ends a question because who asked it does not want it any more. */
  @Transactional
  public Q withdraw(UUID programId, String key, String reason, Principal person) {
    Q question = lock(get(programId, key).id()).orElseThrow();
    if (!question.proposedBy().equals(person.subject())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "%s was proposed by %s, who alone may withdraw it. Veto it in its review instead."
              .formatted(question.key(), question.proposedBy()));
    }
    if (!question.isOpen()) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "%s is %s. There is nothing to withdraw.".formatted(question.key(), question.state()));
    }
    close(question, Ending.withdrawn(reason, now()));
    return question;
  }

  /** Ends the open questions about a program to which an answer would come too late. */
  protected void supersede(UUID programId, Predicate<Q> isTooLate, String reason) {
    questions.open(programId).stream()
        .filter(isTooLate)
        .forEach(question -> close(question, Ending.superseded(reason, now())));
  }

  protected Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
