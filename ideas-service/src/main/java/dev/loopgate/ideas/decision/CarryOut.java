package dev.loopgate.ideas.decision;

import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.question.Ending;
import dev.loopgate.ideas.question.Question;
import dev.loopgate.ideas.question.Questions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Carries out what people decided on the questions of one kind, in the transaction that moves the
 * position in the feed. A question is answered once; what a yes does, each kind says.
 */
abstract class CarryOut<Q extends Question> {
  private static final Logger LOG = Logger.getLogger(CarryOut.class);

  private final Outcome yes;
  private final Questions<Q> questions;
  private final ProgramStore programs;
  private final GenerationStore generations;
  private final Clock clock;

  CarryOut(
      Outcome yes,
      Questions<Q> questions,
      ProgramStore programs,
      GenerationStore generations,
      Clock clock) {
    this.yes = yes;
    this.questions = questions;
    this.programs = programs;
    this.generations = generations;
    this.clock = clock;
  }

  /** Does what people agreed to, in the locked program, and ends the question. */
  abstract void apply(Q question, Program program, Generation current, DecisionMade decision);

  /** Ends the question with the decision, unless it has ended or the decision is about others. */
  public void decided(UUID questionId, DecisionMade decision) {
    if (decision.outcome() == Outcome.REJECT) {
      open(questionId, decision)
          .ifPresent(question -> questions.close(question, Ending.rejected(decision, now())));
    } else if (decision.outcome() == yes) {
      open(questionId, decision).ifPresent(question -> apply(question, decision));
    }
  }

  private void apply(Q question, DecisionMade decision) {
    Program program = programs.lock(question.programId()).orElseThrow();
    Generation current = generations.find(program.currentGenerationId()).orElseThrow();
    apply(question, program, current, decision);
  }

  private Optional<Q> open(UUID questionId, DecisionMade decision) {
    Optional<Q> question = questions.lock(questionId);
    if (question.isEmpty()) {
      LOG.warnf(
          "Decision %s is about %s %s, unknown here.",
          decision.decisionId(), questions.noun(), questionId);
    }
    return question.filter(Question::isOpen);
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
