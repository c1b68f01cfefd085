package dev.loopgate.worker.sandbox;

import dev.loopgate.worker.flag.Flags;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.layout.Tree;
import dev.loopgate.worker.layout.Unguessable;
import dev.loopgate.worker.sandbox.Proof.Held;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proves what a sandbox keeps a stage from by trying it: whatever worked inside is not held, and
 * what the worker cannot do outside either is held by its user already.
 */
final class ProveIsolation {
  private static final List<Class<?>> PROGRAM =
      List.of(TryEscapes.class, TryEscapes.Walk.class, KernelCalls.class);
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx64m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "-cp",
          ".",
          TryEscapes.class.getName());
  private static final long LONGEST_CONTROL_SECONDS = 20;

  private static final AtomicReference<Map<String, Outcome>> CONTROL =
      new AtomicReference<>(Map.of());

  private ProveIsolation() {}

  /** What a try ended with. */
  record Outcome(boolean done, String detail) {
    private static final Outcome UNKNOWN = new Outcome(false, "was not tried");
  }

  /** The words that try it in a folder that has the program. */
  static List<String> command(boolean inside) {
    List<String> words = new ArrayList<>(List.of(Programs.java()));
    words.addAll(OPTIONS);
    if (inside) {
      words.add(TryEscapes.INSIDE);
    }
    return words;
  }

  /** Lays the program into a folder. */
  static void program(Path folder) throws IOException {
    for (Class<?> part : PROGRAM) {
      String name = part.getName().replace('.', '/') + ".class";
      Path file = folder.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      try (InputStream bytes = part.getResourceAsStream("/" + name)) {
        if (bytes == null) {
          throw new IOException("the worker lacks its own " + name);
        }
        Files.copy(bytes, file);
      }
    }
  }

  /** What a stage that ran the program printed, against what the same program did outside. */
  static List<Proof> from(String log, AttemptDirectory directory, Map<String, Outcome> outside) {
    Map<String, Outcome> inside = outcomes(log);
    return Stream.of(Escape.values())
        .map(escape ->
            escape == Escape.HOST_PATHS
                ? hostPaths(log, directory)
                : proof(escape, inside.get(escape.printed()), outside.get(escape.printed())))
        .toList();
  }

  /** A try of which nothing is known was not refused. */
  private static Proof proof(Escape escape, @Nullable Outcome inside, @Nullable Outcome outside) {
    Outcome control = outside == null ? Outcome.UNKNOWN : outside;
    if (inside == null) {
      return new Proof(escape, Held.NOT, Outcome.UNKNOWN.detail(), control.detail());
    }
    Held held = control.done() ? Held.BY_THE_SANDBOX : Held.BY_THE_USER;
    return new Proof(escape, inside.done() ? Held.NOT : held, inside.detail(), control.detail());
  }

  private static Proof hostPaths(String log, AttemptDirectory directory) {
    List<String> lines =
        log.lines().filter(line -> line.startsWith(TryEscapes.COMMAND_LINE)).toList();
    boolean told =
        lines.isEmpty() || lines.stream().anyMatch(line -> line.contains(directory.name()));
    String inside = told ? "the stage's own folder was told" : "%d read".formatted(lines.size());
    return new Proof(
        Escape.HOST_PATHS,
        told ? Held.NOT : Held.BY_THE_SANDBOX,
        inside,
        "every user reads all of them");
  }

  static Map<String, Outcome> outcomes(String text) {
    return text.lines()
        .filter(line -> line.startsWith(TryEscapes.LINE))
        .map(line -> line.split("\t", 4))
        .filter(fields -> fields.length == 4)
        .collect(
            Collectors.toMap(
                fields -> fields[1],
                fields ->
                    new Outcome(!fields[2].equals(TryEscapes.REFUSED), Flags.printable(fields[3])),
                (first, second) -> first.done() ? first : second));
  }

  /**
   * The same outside, tried once in this process: what the worker itself can do does not change.
   *
   * @param folder the worker's own, where another one is made meanwhile
   */
  static synchronized Map<String, Outcome> control(Path folder)
      throws IOException, InterruptedException {
    if (CONTROL.get().isEmpty()) {
      CONTROL.set(outcomes(outside(folder.resolve("control-" + Unguessable.name()))));
    }
    return CONTROL.get();
  }

  static String outside(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    try {
      program(Files.createDirectories(folder));
      Process process =
          new ProcessBuilder(command(false))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(LONGEST_CONTROL_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } finally {
      Tree.delete(folder);
    }
  }
}
