package dev.loopgate.experiments.run;

import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.ideas.ProgramSpec.Stage;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves a run on when one of its attempts ended: to the next stage, to another try of the same one,
 * or to its own end.
 */
@Singleton
class RunProgress {
  private final RunStore runs;
  private final AttemptStore attempts;
  private final Event<RunEnded> ended;
  private final Ids ids;
  private final Clock clock;
  private final RunConfig config;

  @Inject
  RunProgress(
      RunStore runs,
      AttemptStore attempts,
      Event<RunEnded> ended,
      Ids ids,
      Clock clock,
      RunConfig config) {
    this.runs = runs;
    this.attempts = attempts;
    this.ended = ended;
    this.ids = ids;
    this.clock = clock;
    this.config = config;
  }

  /** Also of an attempt that nobody needs any more: what must hold does so until its end. */
  void ended(Attempt attempt, Ending ending, RunPlan plan) {
    Run run = runs.find(attempt.runId()).orElseThrow();
    String violation = ending.violation(run.arm(), plan);
    if (violation != null) {
      end(run, RunState.FAILED, violation, violation);
      return;
    }
    if (run.state().isEnded()) {
      return; // nobody needs the rest of it
    }
    switch (ending.state()) {
      case SUCCEEDED -> nextStage(attempt, run, plan);
      case LOST -> tryAgain(attempt, run, plan, ending.detail());
      case STOPPED ->
          insert(run, plan, attempt.stageIndex(), attempt.number() + 1, attempt.alone());
      case FAILED -> end(run, RunState.FAILED, failure(attempt, ending.detail()), null);
      case PENDING, LEASED, CANCELLED ->
          throw new IllegalStateException(
              "attempt " + attempt.id() + " has not ended: " + ending.state());
    }
  }

  private void nextStage(Attempt attempt, Run run, RunPlan plan) {
    int next = attempt.stageIndex() + 1;
    if (next == plan.stages().size()) {
      end(run, RunState.SUCCEEDED, null, null);
    } else {
      insert(run, plan, next, 1, false);
    }
  }

  /**
   * The same run, so the same seed. Only losses that nobody explains count: alone on its worker it
   * is the stage itself that does it.
   */
  private void tryAgain(Attempt attempt, Run run, RunPlan plan, String detail) {
    Duration silence = config.length().minus(config.heartbeat().multipliedBy(2));
    Losses losses = attempts.losses(run.id(), attempt.stageIndex(), silence);
    if (losses.unexplained() < config.attempts()) {
      boolean alone = losses.isToRunAlone(config.attempts());
      insert(run, plan, attempt.stageIndex(), attempt.number() + 1, alone);
    } else {
      String failure =
          "stage %s was lost %d times and nobody can say why; last: %s"
              .formatted(attempt.stage(), losses.unexplained(), detail);
      end(run, RunState.FAILED, failure, null);
    }
  }

  private void insert(Run run, RunPlan plan, int stageIndex, int number, boolean alone) {
    Stage stage = plan.stages().get(stageIndex);
    attempts.insert(ids.next(), run, stage, stageIndex, number, alone, clock.instant());
  }

  private static String failure(Attempt attempt, String detail) {
    return "stage %s failed: %s".formatted(attempt.stage(), detail);
  }

  private void end(Run run, RunState state, @Nullable String failure, @Nullable String violation) {
    Optional<Boolean> isPairEnded = runs.end(run.id(), state, failure, clock.instant());
    if (isPairEnded.isPresent() || violation != null) {
      ended.fire(new RunEnded(run.experimentId(), run.id(), isPairEnded.orElse(false), violation));
    }
  }
}
