package dev.loopgate.cli.machine;

import dev.loopgate.cli.output.Screen;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts every part that died again, a little later each time, until it is told to stop. */
final class Supervisor {
  private static final long GLANCE_MILLIS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Screen screen;
  private final List<Watched> parts = new ArrayList<>();
  private @Nullable Thread thread;
  private volatile boolean stopping;

  Supervisor(Screen screen) {
    this.screen = screen;
  }

  /** From now on the part is kept alive. */
  synchronized void keepAlive(Part part) {
    parts.add(new Watched(part, new Backoff()));
    if (thread == null) {
      thread = Thread.ofPlatform().name("supervisor").daemon().start(this::watch);
    }
  }

  /** How often a part had to be started again in a row. */
  synchronized int failures(String name) {
    return parts.stream()
        .filter(watched -> watched.part.name().equals(name))
        .mapToInt(watched -> watched.backoff.failures())
        .sum();
  }

  /** Lets go of all parts; none is started any more when this returns. */
  void stop() throws InterruptedException {
    stopping = true;
    Thread watching = thread;
    if (watching != null) {
      watching.interrupt();
      watching.join(PATIENCE);
    }
  }

  private void watch() {
    try {
      while (!stopping) {
        for (Watched watched : snapshot()) {
          look(watched);
        }
        TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // told to stop
    }
  }

  private synchronized List<Watched> snapshot() {
    return List.copyOf(parts);
  }

  private void look(Watched watched) throws InterruptedException {
    if (watched.part.isAlive()) {
      watched.backoff.alive(System.nanoTime());
      return;
    }
    if (watched.backoff.isFirstSight()) {
      Duration wait = watched.backoff.died(System.nanoTime());
      screen.note(
          "%s died (%s), starting it again in %d ms"
              .formatted(watched.part.name(), watched.part.epitaph(), wait.toMillis()));
    }
    if (watched.backoff.isDue(System.nanoTime()) && !stopping) {
      restart(watched);
    }
  }

  private void restart(Watched watched) throws InterruptedException {
    try {
      watched.part.start();
      watched.backoff.started(System.nanoTime());
      screen.note(watched.part.name() + " started again");
    } catch (IOException | RuntimeException e) {
      Duration wait = watched.backoff.died(System.nanoTime());
      screen.note(
          "%s does not start (%s), next try in %d ms"
              .formatted(watched.part.name(), e.getMessage(), wait.toMillis()));
    }
  }

  private record Watched(Part part, Backoff backoff) {}
}
