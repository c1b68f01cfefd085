package dev.loopgate.ideas.decision;

import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.intent.Plan;
import dev.loopgate.ideas.intent.Plan.Next;
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
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Carries out what people decided on the questions of one kind. A question is answered once; what a
 * yes does, each kind says.
 */
abstract class CarryOut<Q extends Question> {
  private static final Logger LOG = Logger.getLogger(CarryOut.class);

  private final Questions<Q> questions;
  private final ProgramStore programs;
  private final GenerationStore generations;
  private final Clock clock;

  CarryOut(
      Questions<Q> questions, ProgramStore programs, GenerationStore generations, Clock clock) {
    this.questions = questions;
    this.programs = programs;
    this.generations = generations;
    this.clock = clock;
  }

  /** What doing what people agreed to comes to, as the program stands. */
  abstract Plan plan(Q question, Program program, Generation current, DecisionMade decision);

  /** The program that the decision is to be carried out in; empty when the question is unknown. */
  Optional<UUID> program(UUID questionId) {
    return questions.find(questionId).map(Question::programId);
  }

  /** Ends the question because people refused, unless it has ended. */
  void reject(UUID questionId, DecisionMade decision) {
    Optional<Q> question = questions.lock(questionId);
    if (question.isEmpty()) {
      LOG.warnf(
          "Decision %s is about %s %s, unknown here.",
          decision.decisionId(), questions.noun(), questionId);
    }
    question.ifPresent(open -> questions.close(open, Ending.rejected(decision, now())));
  }

  Plan plan(UUID questionId, DecisionMade decision) {
    return questions
        .find(questionId)
        .filter(Question::isOpen)
        .map(question -> plan(question, decision))
        .orElseGet(Plan::nothing);
  }

  private Plan plan(Q question, DecisionMade decision) {
    Program program = programs.find(question.programId()).orElseThrow();
    Generation current = generations.find(program.currentGenerationId()).orElseThrow();
    return plan(question, program, current, decision);
  }

  /** Does nothing when the question has ended while the result was written. */
  Supplier<Next> whileOpen(Q question, Supplier<Next> settle) {
    return () ->
        questions.lock(question.id()).filter(Question::isOpen).isPresent()
            ? settle.get()
            : Next.DONE;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
