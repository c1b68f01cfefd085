package dev.loopgate.ideas.program;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.loopgate.chassis.problem.Problem;
import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.chassis.problem.ProblemType;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.ideas.sql.Keys;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;

/** Turns the bytes of a program file into its record, or says at which line they go wrong. */
final class ReadProgramFile {
  static final int MOST_BYTES = 256 * 1024;
  private static final int DEEPEST = 40;
  private static final List<String> REQUIRED =
      List.of(
          "/metadata/name",
          "/spec/objective/metric",
          "/spec/objective/direction",
          "/spec/source",
          "/spec/paths/editable",
          "/spec/stages",
          "/spec/replication/minSeeds",
          "/spec/replication/maxSeeds",
          "/spec/replication/errorRate");
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(YAMLFactory.builder().loaderOptions(options()).build())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ReadProgramFile() {}

  private record Metadata(String name, @Nullable String title) {}

  private record Document(String apiVersion, String kind, Metadata metadata, ProgramSpec spec) {}

  static ProgramFile from(byte[] body) {
    if (body.length > MOST_BYTES) {
      throw new ProblemException(
          ProblemType.TOO_LARGE,
          "The program file has %d bytes; %d are allowed.".formatted(body.length, MOST_BYTES));
    }
    String text = new String(body, StandardCharsets.UTF_8);
    checkSyntax(text);
    try {
      checkRequired(MAPPER.readTree(text));
      Document document = MAPPER.readValue(text, Document.class);
      String name = document.metadata().name();
      String title = Optional.ofNullable(document.metadata().title()).orElse(name);
      return new ProgramFile(name, title, Defaults.applyTo(document.spec()));
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_BYTES);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(0);
    options.setAllowDuplicateKeys(false);
    return options;
  }

  private static void checkSyntax(String text) {
    int documents = 0;
    try {
      for (Event event : new Yaml(options()).parse(new StringReader(text))) {
        if (event instanceof AliasEvent) {
          throw malformed(
              event.getStartMark(), "aliases (*name) are not allowed, repeat the value");
        }
        if (event instanceof DocumentStartEvent && ++documents > 1) {
          throw malformed(event.getStartMark(), "a second document starts; send one program");
        }
      }
    } catch (MarkedYAMLException e) {
      throw malformed(e.getProblemMark(), String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      throw malformed(null, Keys.shown(String.valueOf(e.getMessage())));
    }
    if (documents == 0) {
      throw malformed(null, "it is empty; send apiVersion, kind, metadata and spec");
    }
  }

  private static ProblemException malformed(@Nullable Mark mark, String what) {
    String where =
        mark == null
            ? "line 1"
            : "line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
    String detail = "The program file is no valid YAML at %s: %s.".formatted(where, what);
    int line = mark == null ? 1 : mark.getLine() + 1;
    return new ProblemException(
        ProblemType.MALFORMED, detail, List.of(new Problem.Fault("program.yaml:" + line, detail)));
  }

  private static void checkRequired(JsonNode root) {
    List<Problem.Fault> faults = new ArrayList<>();
    expect(root, "/apiVersion", "loopgate.dev/v1", faults);
    expect(root, "/kind", "Program", faults);
    for (String pointer : REQUIRED) {
      if (isAbsent(root.at(pointer))) {
        faults.add(new Problem.Fault(pointer, "is missing"));
      }
    }
    checkTripwires(root.at("/spec/tripwires"), faults);
    findNulls("", root, faults);
    root.at("/spec/stages").forEach(stage -> checkStage(stage, faults));
    ProgramRules.refuse(faults);
  }

  /** An empty list switches every tripwire off; that must be said and not left out. */
  private static void checkTripwires(JsonNode tripwires, List<Problem.Fault> faults) {
    if (!tripwires.isMissingNode() && !tripwires.path("invalidate").isArray()) {
      faults.add(
          new Problem.Fault(
              "/spec/tripwires/invalidate",
              "must list kinds of flags, or be [] for none; leave tripwires out for the default"));
    }
  }

  private static void checkStage(JsonNode stage, List<Problem.Fault> faults) {
    for (String field : List.of("name", "command")) {
      if (isAbsent(stage.path(field))) {
        faults.add(new Problem.Fault("/spec/stages/" + field, "is missing in a stage"));
      }
    }
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static void expect(
      JsonNode root, String pointer, String value, List<Problem.Fault> faults) {
    if (!root.at(pointer).asText().equals(value)) {
      faults.add(new Problem.Fault(pointer, "must be " + value));
    }
  }

  private static void findNulls(String path, JsonNode node, List<Problem.Fault> faults) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        if (node.get(i).isNull()) {
          faults.add(new Problem.Fault(path + "/" + i, "is empty"));
        }
        findNulls(path + "/" + i, node.get(i), faults);
      }
    }
    node.properties()
        .forEach(field -> findNulls(path + "/" + field.getKey(), field.getValue(), faults));
  }

  private static ProblemException unreadable(JsonProcessingException e) {
    String pointer = e instanceof JsonMappingException mapping ? path(mapping) : "";
    String what =
        e instanceof UnrecognizedPropertyException unknown
            ? "there is no field “%s”; known are %s"
                .formatted(
                    Keys.shown(unknown.getPropertyName()),
                    String.valueOf(unknown.getKnownPropertyIds()))
            : firstLine(e);
    JsonLocation at = e.getLocation();
    String where =
        at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    String detail = "%s%s: %s.".formatted(pointer.isEmpty() ? "The file" : pointer, where, what);
    return new ProblemException(
        ProblemType.INVALID, detail, List.of(new Problem.Fault(pointer, detail)));
  }

  private static String firstLine(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    String text = message.replaceAll("`?dev\\.loopgate[\\w.$]*\\.([\\w$]+)`?", "$1");
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
        .reduce("", String::concat);
  }
}
