package dev.loopgate.contracts.work;

/**
 * A worker asks for one attempt.
 *
 * @param worker its registered name
 * @param waitSeconds how long the service may hold the request open, 0 to 30
 */
public record LeaseRequest(String worker, int waitSeconds) {}
