package dev.loopgate.worker;

import dev.loopgate.contracts.work.Lease;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A lease as a test needs it. */
final class LeaseBuilder {
  final UUID attempt = UUID.randomUUID();
  String workspace = "";
  List<String> command = List.of("sh", "stage.sh");
  List<Lease.Input> inputs = List.of();
  List<String> produces = List.of();
  int heartbeatSeconds = 1;
  int leaseSeconds = 20;
  boolean trusted;
  int wallClockSeconds = 60;
  long outputBytes = 1 << 20;
  long diskBytes = 50 << 20;
  long memoryBytes = 2L << 30;
  int processes = 512;
  long cpuSeconds = 600;
  long artifactBytes = 50 << 20;

  Lease build() {
    return new Lease(
        attempt,
        UUID.randomUUID(),
        UUID.randomUUID(),
        1,
        "candidate",
        "train",
        trusted,
        command,
        workspace,
        inputs,
        produces,
        List.of("evaluator/**"),
        Map.of("LOOPGATE_SEED", "42"),
        new Lease.Limits(
            wallClockSeconds,
            outputBytes,
            diskBytes,
            memoryBytes,
            processes,
            cpuSeconds,
            artifactBytes),
        "run-token",
        Instant.EPOCH,
        heartbeatSeconds,
        leaseSeconds);
  }
}
