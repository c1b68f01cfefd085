package dev.loopgate.chassis.idempotency;

/**
 * What the first request with a key was, and what it was answered.
 *
 * @param response as JSON
 */
record KeptAnswer(String operation, String requestDigest, String response) {
  boolean isTo(Claim claim) {
    return operation.equals(claim.operation()) && requestDigest.equals(claim.requestDigest());
  }
}
