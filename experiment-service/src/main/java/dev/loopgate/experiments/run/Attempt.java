package dev.loopgate.experiments.run;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One try to execute a stage of a run.
 *
 * @param trusted whether what it logs is a measurement
 * @param number counts the tries of the stage from 1
 * @param cancelRequested nobody needs it any more
 * @param stopped a stop took it back: it is tried again after the resumption
 * @param tokenHash hex SHA-256 of the run token; null before the lease
 * @param alone nothing else may run on its worker meanwhile
 * @param completionDigest of the report that ended it
 */
record Attempt(
    UUID id,
    UUID runId,
    UUID experimentId,
    UUID programId,
    String stage,
    int stageIndex,
    boolean trusted,
    int number,
    AttemptState state,
    boolean cancelRequested,
    boolean stopped,
    boolean alone,
    @Nullable String worker,
    @Nullable String tokenHash,
    @Nullable Instant expiresAt,
    Completion.@Nullable Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable Isolation isolation,
    @Nullable String detail,
    @Nullable String completionDigest,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  /** Whether its worker is to end it. */
  boolean isUnwanted() {
    return cancelRequested || stopped;
  }
}
