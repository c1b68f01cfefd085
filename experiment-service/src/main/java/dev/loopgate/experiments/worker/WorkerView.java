package dev.loopgate.experiments.worker;

import dev.loopgate.contracts.experiments.Isolation;
import java.time.Instant;

/**
 * A worker as it is shown.
 *
 * @param workerClass workers of one class measure alike
 */
public record WorkerView(
    String name,
    String machine,
    Isolation isolation,
    int slots,
    String workerClass,
    Instant registeredAt,
    Instant lastSeenAt) {}
