package dev.loopgate.contracts.work;

import java.time.Instant;

/**
 * The service's answer to a heartbeat.
 *
 * @param cancelled true when nobody needs the attempt any more: end it and complete it
 */
public record Heartbeat(Instant expiresAt, boolean cancelled) {}
