package dev.loopgate.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.function.Function;

/** One column of a {@link Table}: a heading and how to read its cell from a row. */
public record Column(String heading, Function<JsonNode, String> cell) {

  /** A field by name, or by JSON pointer when it starts with a slash; absent ones are a dash. */
  public static Column of(String heading, String field) {
    return new Column(heading, row -> Values.text(row, field));
  }

  /** How long ago something was. */
  public static Column age(String heading, String field, Clock clock) {
    return new Column(heading, row -> Values.age(row, field, clock));
  }
}
