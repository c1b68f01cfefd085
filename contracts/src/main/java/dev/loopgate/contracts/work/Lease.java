package dev.loopgate.contracts.work;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One attempt, lent to one worker until {@code expiresAt}; heartbeats move that on.
 *
 * @param runToken sent as {@code Run-Token} with everything that the worker reports about the
 *     attempt; the service knows from it whether the stage is trusted
 * @param workspace digest of the tarball to run in, fetched from ideas-service
 * @param inputs artifacts to lay into the workspace first
 * @param environment variables for the stage, for example {@code LOOPGATE_SEED}
 * @param leaseSeconds how long a lease lasts after a heartbeat: a worker that cannot renew it for
 *     so long ends the attempt by itself
 * @param sealed glob patterns that a candidate stage must not write
 */
public record Lease(
    UUID attemptId,
    UUID runId,
    UUID experimentId,
    int attempt,
    String arm,
    String stage,
    boolean trusted,
    List<String> command,
    String workspace,
    List<Input> inputs,
    List<String> produces,
    List<String> sealed,
    Map<String, String> environment,
    Limits limits,
    String runToken,
    Instant expiresAt,
    int heartbeatSeconds,
    int leaseSeconds) {
  public Lease {
    command = List.copyOf(command);
    inputs = List.copyOf(inputs);
    produces = List.copyOf(produces);
    sealed = List.copyOf(sealed);
    environment = Map.copyOf(environment);
  }

  /**
   * A file that an earlier stage of the same run declared.
   *
   * @param path in the workspace
   * @param digest {@code sha256:<hex>}, fetched from {@code /api/v1/artifacts/{digest}}
   */
  public record Input(String path, String digest) {}

  /**
   * Limits that the supervisor keeps, outside the candidate's reach.
   *
   * @param wallClockSeconds of the stage
   * @param outputBytes of standard output and error together
   * @param diskBytes of everything that the stage writes
   * @param memoryBytes of all processes of the stage together
   * @param processes of the stage at once, threads included
   * @param cpuSeconds of all processes of the stage together
   * @param artifactBytes of all declared outputs together
   */
  public record Limits(
      int wallClockSeconds,
      long outputBytes,
      long diskBytes,
      long memoryBytes,
      int processes,
      long cpuSeconds,
      long artifactBytes) {}
}
