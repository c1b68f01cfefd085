package dev.loopgate.cli.client;

import org.jspecify.annotations.Nullable;

/** The command cannot do what it was asked: what happened, what to type next, and the exit code. */
public final class Refusal extends RuntimeException {
  private final @Nullable String remedy;
  private final int exitCode;

  public Refusal(String detail, @Nullable String remedy) {
    this(ExitCode.FAILED, detail, remedy);
  }

  public Refusal(int exitCode, String detail, @Nullable String remedy) {
    super(detail);
    this.exitCode = exitCode;
    this.remedy = remedy;
  }

  /** What to type or do now. */
  public @Nullable String remedy() {
    return remedy;
  }

  public int exitCode() {
    return exitCode;
  }
}
