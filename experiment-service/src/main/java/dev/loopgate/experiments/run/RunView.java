package dev.loopgate.experiments.run;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.experiments.metric.LoggedMetric;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is shown.
 *
 * @param arm {@code baseline} or {@code candidate}
 * @param seed null until the experiment is concluded
 * @param claims the last value of each metric that untrusted stages logged; decides nothing
 * @param measurements the last value of each metric that trusted stages logged
 */
public record RunView(
    @Schema(required = true) UUID id,
    @Schema(required = true) UUID experimentId,
    @Schema(required = true) String arm,
    @Schema(required = true) int index,
    @Nullable Long seed,
    @Schema(required = true) RunState state,
    @Nullable String failure,
    @Schema(required = true) Map<String, String> params,
    @Schema(required = true) List<LoggedMetric> claims,
    @Schema(required = true) List<LoggedMetric> measurements,
    @Schema(required = true) List<Completion.Artifact> artifacts,
    @Schema(required = true) List<AttemptView> attempts,
    @Schema(required = true) Map<String, String> tags) {
  public RunView {
    claims = List.copyOf(claims);
    measurements = List.copyOf(measurements);
    artifacts = List.copyOf(artifacts);
    attempts = List.copyOf(attempts);
  }

  /** One try to execute a stage. */
  public record AttemptView(
      @Schema(required = true) UUID id,
      @Schema(required = true) String stage,
      @Schema(required = true) boolean trusted,
      @Schema(required = true) int number,
      @Nullable String worker,
      @Schema(required = true) AttemptState state,
      Completion.@Nullable Outcome outcome,
      @Nullable Integer exitCode,
      @Nullable Isolation isolation,
      @Nullable String detail,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Schema(required = true) List<Completion.Flag> flags) {
    public AttemptView {
      flags = List.copyOf(flags);
    }

    static AttemptView from(Attempt attempt, List<Completion.Flag> flags) {
      return new AttemptView(
          attempt.id(),
          attempt.stage(),
          attempt.trusted(),
          attempt.number(),
          attempt.worker(),
          attempt.state(),
          attempt.outcome(),
          attempt.exitCode(),
          attempt.isolation(),
          attempt.detail(),
          attempt.startedAt(),
          attempt.endedAt(),
          flags);
    }
  }
}
