package dev.loopgate.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Data goes to standard output, everything else to standard error; both are UTF-8 everywhere. */
public final class Screen {
  private final PrintStream out;
  private final PrintStream err;

  public Screen(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static Screen ofProcess() {
    return new Screen(utf8(FileDescriptor.out), utf8(FileDescriptor.err));
  }

  /** One or more lines of what was asked for. */
  public void data(String text) {
    out.println(Printable.text(text));
    out.flush();
  }

  /** The answer as the API gave it. */
  public void json(JsonNode node) {
    try {
      out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(node));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Progress, hints and errors: for people only. */
  public void note(String text) {
    err.println(Printable.text(text));
    err.flush();
  }

  /** For stack traces. */
  public PrintStream err() {
    return err;
  }

  public PrintWriter outWriter() {
    return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
  }

  public PrintWriter errWriter() {
    return new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
