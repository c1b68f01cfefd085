package dev.loopgate.cli.client;

/** What scripts read; documented in {@code docs/cli.md} and never changed. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;
  public static final int NOT_FOUND = 3;
  public static final int NOT_ALLOWED = 4;

  /** The state does not allow it any more, or what was seen is outdated. */
  public static final int CONFLICT = 5;

  /** What was recorded is not what the rules say. */
  public static final int DIFFERS = 6;

  public static final int INTERRUPTED = 130;

  private ExitCode() {}

  /** The exit code for an HTTP status of 400 or more. */
  static int of(int status) {
    return switch (status) {
      case 401, 403 -> NOT_ALLOWED;
      case 404 -> NOT_FOUND;
      case 409, 412, 428 -> CONFLICT;
      default -> FAILED;
    };
  }
}
