package dev.loopgate.cli.demo;

import dev.loopgate.cli.output.Screen;
import dev.loopgate.wire.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Repeats a call while a service is away: the supervisor is starting it again. */
final class Persistence {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Screen screen;

  Persistence(Screen screen) {
    this.screen = screen;
  }

  /** A call to a service that may be repeated. */
  @FunctionalInterface
  interface Call<T extends @Nullable Object> {
    T make() throws InterruptedException, IOException;
  }

  <T extends @Nullable Object> T call(Call<T> call) throws InterruptedException, IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean said = false;
    while (true) {
      try {
        return call.make();
      } catch (UncheckedIOException | ProblemException e) {
        if (!isPassing(e) || System.nanoTime() - end > 0) {
          throw e;
        }
        if (!said) {
          screen.note("waiting: " + e.getMessage());
          said = true;
        }
      }
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }

  private static boolean isPassing(RuntimeException e) {
    return !(e instanceof ProblemException problem) || problem.problem().status() >= 500;
  }
}
