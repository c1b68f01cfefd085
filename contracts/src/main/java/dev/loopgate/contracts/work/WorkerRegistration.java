package dev.loopgate.contracts.work;

import dev.loopgate.contracts.experiments.Isolation;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says about itself before it asks for leases.
 *
 * @param name stable across restarts, for example the host name
 * @param machine identity of the machine, so that replication can demand another one
 * @param isolation the strongest sandbox that the worker found
 * @param slots attempts that it executes at once, at least 1
 * @param workerClass workers that measure alike; both arms of a pair run on the same class. Null
 *     means {@code default}
 */
public record WorkerRegistration(
    String name, String machine, Isolation isolation, int slots, @Nullable String workerClass) {}
