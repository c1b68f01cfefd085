package dev.loopgate.retrospect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out what kind of log something is, and reads it. */
public final class ReadLog {
  private ReadLog() {}

  /** Reads a file, or what a loop left in a directory. */
  public static RunLog at(Path path, TableOptions options) throws IOException {
    try (BufferedReader lines = lines(Files.newInputStream(path))) {
      return table(path.toString(), lines, options);
    }
  }

  /**
   * Reads a table with a header from anywhere.
   *
   * @param source what people call it
   */
  public static RunLog table(String source, BufferedReader rows, TableOptions options)
      throws IOException {
    return new ReadTable(source, rows, options).read();
  }

  /** Bytes that are no UTF-8 become replacement characters: they are in descriptions only. */
  private static BufferedReader lines(InputStream bytes) {
    return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }
}
