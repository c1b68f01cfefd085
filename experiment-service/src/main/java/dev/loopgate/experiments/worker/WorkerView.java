package dev.loopgate.experiments.worker;

import dev.loopgate.contracts.experiments.Isolation;
import java.time.Instant;

/** A worker as it is shown. */
public record WorkerView(
    String name,
    String machine,
    Isolation isolation,
    int slots,
    Instant registeredAt,
    Instant lastSeenAt) {}
