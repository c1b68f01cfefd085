package dev.loopgate.wire.problem;

/**
 * A kind of problem: stable, documented in {@code docs/problems.md}.
 *
 * @param slug last part of the type URI, for example {@code patch-does-not-apply}
 * @param status HTTP status, 400 to 599
 * @param title short and the same for every occurrence
 */
public record ProblemType(String slug, int status, String title) {
  private static final String BASE = "https://loopgate.dev/problems/";

  public static final ProblemType MALFORMED =
      new ProblemType("malformed-request", 400, "The request cannot be read");
  public static final ProblemType INVALID =
      new ProblemType("invalid-value", 400, "A value is not acceptable");
  public static final ProblemType UNAUTHENTICATED =
      new ProblemType("unauthenticated", 401, "No valid token");
  public static final ProblemType FORBIDDEN =
      new ProblemType("forbidden", 403, "This principal may not do that");
  public static final ProblemType NOT_FOUND = new ProblemType("not-found", 404, "Not found");
  public static final ProblemType METHOD_NOT_ALLOWED =
      new ProblemType("method-not-allowed", 405, "The resource does not support this method");
  public static final ProblemType CONFLICT =
      new ProblemType("conflict", 409, "The current state does not allow that");
  public static final ProblemType STOPPED = new ProblemType("stopped", 409, "The loop is stopped");
  public static final ProblemType LENGTH_REQUIRED =
      new ProblemType("length-required", 411, "The length of the body is not given");
  public static final ProblemType STALE =
      new ProblemType("stale", 412, "What you saw is no longer current");
  public static final ProblemType TOO_LARGE =
      new ProblemType("too-large", 413, "The body is too large");
  public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
      new ProblemType("unsupported-media-type", 415, "The media type is not supported");
  public static final ProblemType IDEMPOTENCY_CONFLICT =
      new ProblemType("idempotency-conflict", 422, "The idempotency key was used before");
  public static final ProblemType PRECONDITION_REQUIRED =
      new ProblemType("precondition-required", 428, "If-Match is required");
  public static final ProblemType INTERNAL =
      new ProblemType("internal-error", 500, "The service failed");
  public static final ProblemType UNAVAILABLE =
      new ProblemType("unavailable", 503, "The service cannot answer now");

  public ProblemType {
    if (!slug.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("slug " + slug + " is not lower-case words with hyphens");
    }
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status " + status + " is no error");
    }
  }

  /** The {@code type} member of the problem document. */
  public String uri() {
    return BASE + slug;
  }
}
