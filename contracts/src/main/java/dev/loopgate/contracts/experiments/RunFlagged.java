package dev.loopgate.contracts.experiments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code run.flagged}: a tripwire fired during an attempt.
 *
 * @param kind for example {@code SEALED_PATH_WRITE}
 * @param evidence what was seen, in words, at most 1,000 characters
 */
public record RunFlagged(
    UUID experimentId,
    @Nullable UUID ideaId,
    UUID runId,
    UUID attemptId,
    String stage,
    String kind,
    String evidence,
    Instant flaggedAt)
    implements ExperimentEvent {
  public static final String TYPE = "run.flagged";

  /** The kind of flag that says that a baseline is not what it was when it was measured. */
  public static final String BASELINE_DRIFT = "BASELINE_DRIFT";
}
