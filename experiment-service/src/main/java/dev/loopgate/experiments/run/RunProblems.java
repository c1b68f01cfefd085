package dev.loopgate.experiments.run;

import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import java.util.UUID;

/** What can be wrong with the reports of a worker. */
final class RunProblems {
  private static final ProblemType RUN_TOKEN =
      new ProblemType("run-token", 403, "The run token does not belong to this attempt");
  private static final ProblemType LEASE_EXPIRED =
      new ProblemType("lease-expired", 409, "The lease is over");
  private static final ProblemType ALREADY_COMPLETED =
      new ProblemType("already-completed", 409, "The attempt was completed otherwise");
  private static final ProblemType UNKNOWN_WORKER =
      new ProblemType("unknown-worker", 409, "The worker is not registered");

  private static final ProblemType PAIR_UNDER_WAY =
      new ProblemType("pair-under-way", 409, "Agents are shown whole pairs");

  private RunProblems() {}

  static ProblemException runToken(UUID attempt) {
    return new ProblemException(
        RUN_TOKEN,
        "Send the runToken of the lease of attempt %s as header Run-Token.".formatted(attempt));
  }

  static ProblemException leaseExpired(UUID attempt, AttemptState state) {
    return new ProblemException(
        LEASE_EXPIRED,
        "Attempt %s is %s: its lease ended. Stop the stage and ask for another lease."
            .formatted(attempt, state));
  }

  static ProblemException alreadyCompleted(UUID attempt) {
    return new ProblemException(
        ALREADY_COMPLETED,
        "Attempt %s was completed with another report; the first one counts.".formatted(attempt));
  }

  static ProblemException pairUnderWay(UUID run) {
    return new ProblemException(
        PAIR_UNDER_WAY,
        "Run %s is shown when its pair has ended. Ask again when the list of runs has it."
            .formatted(run));
  }

  static ProblemException unknownWorker(String worker) {
    return new ProblemException(
        UNKNOWN_WORKER,
        "Nobody registered worker %s. PUT /api/v1/workers/{name} first.".formatted(worker));
  }
}
