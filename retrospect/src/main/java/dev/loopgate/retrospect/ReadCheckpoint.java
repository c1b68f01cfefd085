package dev.loopgate.retrospect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a checkpoint of OpenEvolve: a JSON file for each program of the population. After
 * openevolve/database.py and utils/metrics_utils.py of algorithmicsuperintelligence/openevolve at
 * commit 411fb59c886c18704caaffb611e17cf9e7d824d2. Larger is better; what was better than all
 * before it counts as kept.
 */
final class ReadCheckpoint {
  private static final String SCORE = "combined_score";

  private final Path checkpoint;
  private final TableOptions options;
  private final Recording recording = new Recording();
  private final BestSoFar best = new BestSoFar();
  private int copies;

  ReadCheckpoint(Path checkpoint, TableOptions options) {
    this.checkpoint = checkpoint;
    this.options = options;
  }

  private record Program(
      long iteration, double time, String id, @Nullable Double score, String words) {
    private static final Comparator<Program> IN_TIME =
        Comparator.comparingLong(Program::iteration)
            .thenComparingDouble(Program::time)
            .thenComparing(Program::id);
  }

  RunLog read() throws IOException {
    String metric = options.metric() == null ? SCORE : options.metric();
    Direction direction = options.direction() == null ? Direction.MAXIMIZE : options.direction();
    List<Program> programs = programs(metric);
    programs.sort(Program.IN_TIME);
    for (Program program : programs) {
      add(program, direction);
    }
    recording.remark(
        "a checkpoint holds the population that survived: attempts that were dropped from it are not counted, so luck is underestimated");
    recording.remark("what was better than all before it counts as kept");
    if (copies > 0) {
      recording.remark(
          "%s that migrated to another island, measured once, counted once"
              .formatted(copies == 1 ? "1 program" : copies + " programs"));
    }
    return recording.finish(checkpoint.toString(), "OpenEvolve checkpoint", metric, direction);
  }

  private List<Program> programs(String metric) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(checkpoint.resolve("programs"))) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    List<Program> programs = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      take(files.get(i), i + 1L, metric, programs);
    }
    return programs;
  }

  private void take(Path file, long number, String metric, List<Program> programs)
      throws IOException {
    JsonNode program;
    try {
      program = Documents.MAPPER.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      recording.skip(number, file.getFileName() + " is no JSON");
      return;
    }
    if (program.path("metadata").path("migrant").asBoolean()) {
      copies++;
      return;
    }
    JsonNode metrics = program.path("metrics");
    Double score = Documents.number(metrics, metric);
    if (score == null && metrics.isObject() && !metrics.isEmpty() && !metrics.has("error")) {
      recording.skip(number, "%s has no %s".formatted(file.getFileName(), metric));
      return;
    }
    programs.add(
        new Program(
            program.path("iteration_found").asLong(),
            program.path("timestamp").asDouble(),
            program.path("id").asText(),
            score,
            words(program)));
  }

  private static String words(JsonNode program) {
    String told = Documents.words(program, "changes_description");
    return told.isEmpty() ? Documents.words(program.path("metadata"), "changes") : told;
  }

  private void add(Program program, Direction direction) {
    Double score = program.score();
    String id = program.id().length() <= 8 ? program.id() : program.id().substring(0, 8);
    recording.add(
        score == null
            ? new Attempt(program.iteration(), id, null, Outcome.CRASH, 0, program.words())
            : new Attempt(
                program.iteration(),
                id,
                null,
                best.outcome(score, direction),
                score,
                program.words()));
  }
}
