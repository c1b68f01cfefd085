package dev.loopgate.retrospect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out what kind of log something is, and reads it. */
public final class ReadLog {
  /** Where loops leave their logs in a directory, the surest first. */
  public static final List<String> PLACES =
      List.of(".auto/log.jsonl", "autoresearch.jsonl", "results.tsv", "journal.json");

  private static final List<String> CHECKPOINTS =
      List.of("checkpoints", "openevolve_output/checkpoints");
  private static final String CHECKPOINT = "checkpoint_";
  private static final int PEEK = 4_096;

  private ReadLog() {}

  /** Reads a file, or what a loop left in a directory. */
  public static RunLog at(Path path, TableOptions options) throws IOException {
    if (!Files.isDirectory(path)) {
      return file(path, options);
    }
    if (Files.isDirectory(path.resolve("programs"))) {
      return new ReadCheckpoint(path, options).read();
    }
    for (String place : PLACES) {
      if (Files.isRegularFile(path.resolve(place))) {
        return file(path.resolve(place), options);
      }
    }
    for (String place : CHECKPOINTS) {
      Optional<Path> newest = newestCheckpoint(path.resolve(place));
      if (newest.isPresent()) {
        return new ReadCheckpoint(newest.get(), options).read();
      }
    }
    throw new UnreadableLogException(
        "there is no log in %s: none of %s, and no checkpoint"
            .formatted(path, String.join(", ", PLACES)),
        "loopgate audit-run FILE");
  }

  private static Optional<Path> newestCheckpoint(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> Files.isDirectory(path.resolve("programs")))
          .max(Comparator.comparingLong(ReadLog::iteration));
    }
  }

  private static long iteration(Path checkpoint) {
    String name = checkpoint.getFileName().toString();
    String number = name.startsWith(CHECKPOINT) ? name.substring(CHECKPOINT.length()) : "";
    return number.matches("\\d{1,18}") ? Long.parseLong(number) : -1;
  }

  private static RunLog file(Path path, TableOptions options) throws IOException {
    try (BufferedReader text = lines(path)) {
      return text(path.toString(), text, options);
    }
  }

  /**
   * Reads the text of a log from anywhere.
   *
   * @param source what people call it
   */
  public static RunLog text(String source, BufferedReader text, TableOptions options)
      throws IOException {
    if (!beginsWithObject(text)) {
      return new ReadTable(source, text, options).read();
    }
    return source.endsWith(".json")
        ? new ReadJournal(source, options).read(text)
        : new ReadPiLog(source, text, options).read();
  }

  private static boolean beginsWithObject(BufferedReader text) throws IOException {
    text.mark(PEEK);
    int c = text.read();
    for (int i = 1; i < PEEK && (Character.isWhitespace(c) || c == '\uFEFF'); i++) {
      c = text.read();
    }
    text.reset();
    return c == '{';
  }

  /** Bytes that are no UTF-8 become replacement characters: they are in descriptions only. */
  private static BufferedReader lines(Path path) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8));
  }
}
