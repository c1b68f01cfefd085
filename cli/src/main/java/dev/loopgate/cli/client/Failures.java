package dev.loopgate.cli.client;

import dev.loopgate.cli.output.Screen;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Says in a few lines why a command failed, and never shows a stack trace unless asked to. */
public final class Failures {
  private final Screen screen;
  private final GlobalOptions options;

  public Failures(Screen screen, GlobalOptions options) {
    this.screen = screen;
    this.options = options;
  }

  /** Reports what happened and returns the exit code. */
  public int report(Exception failure) {
    if (options.debug()) {
      failure.printStackTrace(screen.err());
    }
    return switch (failure) {
      case Refusal refusal -> say(refusal.exitCode(), message(refusal), refusal.remedy());
      case ProblemException problem -> report(problem.problem());
      case InterruptedException _ -> ExitCode.INTERRUPTED;
      case UncheckedIOException unreachable -> unreachable(unreachable);
      case IOException io -> say(ExitCode.FAILED, describe(io), null);
      default -> say(ExitCode.FAILED, describe(failure), "the same command with --debug");
    };
  }

  private int report(Problem problem) {
    screen.note("error: " + problem.detail());
    if (problem.errors() != null) {
      problem.errors().forEach(f -> screen.note("  " + f.pointer() + ": " + f.detail()));
    }
    String remedy = remedy(problem);
    if (remedy != null) {
      screen.note("try: " + remedy);
    }
    return ExitCode.of(problem.status());
  }

  private static @Nullable String remedy(Problem problem) {
    return switch (problem.status()) {
      case 401 -> "--as researcher or --as reviewer, --token-file FILE, or LOOPGATE_TOKEN";
      case 412, 428 -> "loopgate review view, then vote on what it shows";
      case 503 -> "again in a moment; logs are in the data directory under logs/";
      default -> null;
    };
  }

  private int unreachable(UncheckedIOException failure) {
    return say(ExitCode.FAILED, message(failure), "loopgate up, and again when it is ready");
  }

  private int say(int exitCode, String detail, @Nullable String remedy) {
    screen.note("error: " + detail);
    if (remedy != null) {
      screen.note("try: " + remedy);
    }
    return exitCode;
  }

  private static String describe(Exception failure) {
    return failure.getClass().getSimpleName() + ": " + message(failure);
  }

  private static String message(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
