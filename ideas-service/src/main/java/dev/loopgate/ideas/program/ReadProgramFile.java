package dev.loopgate.ideas.program;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.loopgate.chassis.yaml.StrictYaml;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a program file into its record, or says at which line they go wrong. */
public final class ReadProgramFile {
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
  private static final StrictYaml YAML = new StrictYaml("program", MOST_BYTES, DEEPEST);
  private static final YAMLMapper MAPPER =
      YAML.mapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private ReadProgramFile() {}

  private record Metadata(String name, @Nullable String title) {}

  private record Document(String apiVersion, String kind, Metadata metadata, ProgramSpec spec) {}

  public static ProgramFile from(byte[] body) {
    String text = YAML.text(body);
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
    String pointer = StrictYaml.pointer(e);
    JsonLocation at = e.getLocation();
    String where =
        at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    String detail =
        "%s%s: %s.".formatted(pointer.isEmpty() ? "The file" : pointer, where, StrictYaml.words(e));
    return new ProblemException(
        ProblemType.INVALID, detail, List.of(new Problem.Fault(pointer, detail)));
  }
}
