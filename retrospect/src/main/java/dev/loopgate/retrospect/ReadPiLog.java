package dev.loopgate.retrospect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .auto/log.jsonl} of pi-autoresearch: an object in each line, a {@code config} before
 * the runs of a session, and what hooks wrote. After extensions/pi-autoresearch/jsonl.ts and
 * index.ts of davebcn87/pi-autoresearch at commit 00062fb9cc425e71d82e75445dc5b6ad31c32f0e.
 */
final class ReadPiLog {
  private final String source;
  private final BufferedReader lines;
  private final TableOptions options;
  private Recording recording = new Recording();
  private Spacing spacing = new Spacing();
  private String metric = "metric";
  private Direction direction = Direction.MINIMIZE;
  private long line;
  private int runs;
  private int earlier;
  private int notRuns;
  private double lastTime;

  ReadPiLog(String source, BufferedReader lines, TableOptions options) {
    this.source = source;
    this.lines = lines;
    this.options = options;
  }

  RunLog read() throws IOException {
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      line++;
      if (!text.isBlank()) {
        take(text);
      }
    }
    if (earlier > 0) {
      recording.remark(
          "the log holds several sessions; only the last is judged, %s before it %s not"
              .formatted(Figures.count(earlier, "run"), earlier == 1 ? "is" : "are"));
    }
    if (notRuns > 0) {
      recording.remark("%s of hooks are no runs".formatted(Figures.count(notRuns, "line")));
    }
    Duration usual = spacing.usual();
    if (usual != null) {
      recording.takes(usual);
    }
    return recording.finish(
        source,
        "pi-autoresearch log",
        metric,
        options.direction() == null ? direction : options.direction());
  }

  private void take(String text) {
    JsonNode entry = parsed(text);
    if (entry == null || !entry.isObject()) {
      recording.skip(line, "no JSON object");
    } else if (entry.path("type").asText().equals("config")) {
      begin(entry);
    } else if (entry.path("run").isNumber()) {
      run(entry);
    } else if (entry.has("type")) {
      notRuns++;
    } else {
      recording.skip(line, "neither a run nor a config");
    }
  }

  private static @Nullable JsonNode parsed(String text) {
    try {
      return Documents.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** A session measures what its config says; numbers of another are not comparable. */
  private void begin(JsonNode config) {
    if (runs > 0) {
      earlier += runs;
      runs = 0;
      recording = new Recording();
      spacing = new Spacing();
      lastTime = 0;
    }
    String name = Documents.text(config, "metricName");
    metric = name == null ? metric : name;
    direction =
        config.path("bestDirection").asText().equals("higher")
            ? Direction.MAXIMIZE
            : Direction.MINIMIZE;
  }

  private void run(JsonNode run) {
    runs++;
    time(run.path("timestamp").asDouble());
    Outcome outcome = outcome(run.path("status").asText());
    if (outcome == null) {
      recording.skip(line, "status \"%s\" is unknown".formatted(run.path("status").asText()));
      return;
    }
    Double value =
        options.metric() == null
            ? Documents.number(run, "metric")
            : Documents.number(run.path("metrics"), options.metric());
    if (value == null && outcome != Outcome.CRASH) {
      recording.skip(line, "its metric is no number");
      return;
    }
    recording.add(
        new Attempt(
            line,
            Documents.text(run, "commit"),
            null,
            outcome,
            outcome == Outcome.CRASH || value == null ? 0 : value,
            Documents.words(run, "description")));
  }

  /** What failed the checks of a loop has no score that counts, like what crashed. */
  private static @Nullable Outcome outcome(String status) {
    return switch (status) {
      case "keep" -> Outcome.KEEP;
      case "discard" -> Outcome.DISCARD;
      case "crash", "checks_failed" -> Outcome.CRASH;
      default -> null;
    };
  }

  /** Milliseconds since 1970; between two runs is one run, and what an agent thinks. */
  private void time(double millis) {
    if (lastTime > 0) {
      spacing.add((millis - lastTime) / 1_000);
    }
    lastTime = millis;
  }
}
