package dev.loopgate.experiments.run;

import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.ProgramSpec.Stage;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
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

  void ended(
      Attempt attempt,
      AttemptState state,
      RunPlan plan,
      @Nullable Isolation isolation,
      String detail) {
    String violation = violation(state, plan, isolation);
    if (violation != null) {
      end(attempt, RunState.FAILED, violation, violation);
      return;
    }
    switch (state) {
      case SUCCEEDED -> nextStage(attempt, plan);
      case LOST -> tryAgain(attempt, plan, detail);
      case FAILED -> end(attempt, RunState.FAILED, failure(attempt, detail), null);
      case PENDING, LEASED, CANCELLED ->
          throw new IllegalStateException("attempt " + attempt.id() + " has not ended: " + state);
    }
  }

  private static @Nullable String violation(
      AttemptState state, RunPlan plan, @Nullable Isolation isolation) {
    boolean ran = state == AttemptState.SUCCEEDED || state == AttemptState.FAILED;
    if (!ran || isolation == null || isolation.compareTo(plan.minimumIsolation()) >= 0) {
      return null;
    }
    return "An attempt ran in %s isolation; the clearance demands %s."
        .formatted(isolation, plan.minimumIsolation());
  }

  private void nextStage(Attempt attempt, RunPlan plan) {
    int next = attempt.stageIndex() + 1;
    if (next == plan.stages().size()) {
      end(attempt, RunState.SUCCEEDED, null, null);
    } else {
      insert(attempt, plan, next, 1);
    }
  }

  /** The same run, so the same seed. */
  private void tryAgain(Attempt attempt, RunPlan plan, String detail) {
    if (attempt.number() < config.attempts()) {
      insert(attempt, plan, attempt.stageIndex(), attempt.number() + 1);
    } else {
      String failure =
          "stage %s was lost %d times; last: %s"
              .formatted(attempt.stage(), attempt.number(), detail);
      end(attempt, RunState.FAILED, failure, null);
    }
  }

  private void insert(Attempt attempt, RunPlan plan, int stageIndex, int number) {
    Run run = runs.find(attempt.runId()).orElseThrow();
    Stage stage = plan.stages().get(stageIndex);
    UUID id = ids.next();
    attempts.insert(id, run, stage, stageIndex, number, clock.instant());
  }

  private static String failure(Attempt attempt, String detail) {
    return "stage %s failed: %s".formatted(attempt.stage(), detail);
  }

  private void end(
      Attempt attempt, RunState state, @Nullable String failure, @Nullable String violation) {
    if (runs.end(attempt.runId(), state, failure, clock.instant())) {
      ended.fire(new RunEnded(attempt.experimentId(), attempt.runId(), violation));
    }
  }
}
