package dev.loopgate.chassis.idempotency;

/**
 * A request that wants to be the first with its key.
 *
 * @param operation what is done, for example {@code POST /api/v1/ideas}
 * @param requestDigest of the body
 */
record Claim(String principal, String key, String operation, String requestDigest) {}
