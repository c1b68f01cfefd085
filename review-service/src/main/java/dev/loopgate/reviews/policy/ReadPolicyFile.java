package dev.loopgate.reviews.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.loopgate.chassis.yaml.StrictYaml;
import dev.loopgate.wire.problem.ProblemException;
import java.util.List;

/** Turns the bytes of a policy file into its record, or says at which line they go wrong. */
final class ReadPolicyFile {
  static final int MOST_BYTES = 64 * 1024;

  private static final int DEEPEST = 20;
  private static final List<String> REQUIRED =
      List.of("/metadata/name", "/spec/minimumIsolation", "/spec/reviews");
  private static final StrictYaml YAML = new StrictYaml("policy", MOST_BYTES, DEEPEST);

  /** What faults call the file; whoever sent it knows its name. */
  static final String NAME = YAML.fileName();

  private static final YAMLMapper MAPPER =
      YAML.mapper().enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS).build();

  private ReadPolicyFile() {}

  /** A file that could be read, and where its values stand. */
  record Read(PolicyFile file, Positions positions) {}

  static Read from(byte[] body) {
    String text = YAML.text(body);
    Positions positions = new Positions(YAML.nodes(text));
    try {
      require(MAPPER.readTree(text), positions);
      return new Read(MAPPER.readValue(text, PolicyFile.class), positions);
    } catch (JsonProcessingException e) {
      throw unreadable(e, positions);
    }
  }

  private static void require(JsonNode root, Positions positions) {
    Faults faults = new Faults();
    expect(root, "/apiVersion", PolicyFile.API_VERSION, faults);
    expect(root, "/kind", PolicyFile.KIND, faults);
    REQUIRED.stream()
        .filter(pointer -> root.at(pointer).isMissingNode() || root.at(pointer).isNull())
        .forEach(pointer -> faults.add(pointer, "is missing"));
    findEmpty("", root, faults);
    refuse(faults, positions);
  }

  private static void expect(JsonNode root, String pointer, String value, Faults faults) {
    if (!root.at(pointer).asText().equals(value)) {
      faults.add(pointer, "must be " + value);
    }
  }

  /** A list with nothing at a place, and text that no database holds. */
  private static void findEmpty(String path, JsonNode node, Faults faults) {
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      if (node.get(i).isNull()) {
        faults.add(path + "/" + i, "is empty");
      }
      findEmpty(path + "/" + i, node.get(i), faults);
    }
    if (node.isTextual() && node.textValue().indexOf('\0') >= 0) {
      faults.add(path, "has a NUL character");
    }
    node.properties()
        .forEach(field -> findEmpty(path + "/" + field.getKey(), field.getValue(), faults));
  }

  /** Throws when there are faults. */
  static void refuse(Faults faults, Positions positions) {
    if (!faults.isEmpty()) {
      throw PolicyProblems.broken(faults.list(), positions);
    }
  }

  private static ProblemException unreadable(JsonProcessingException e, Positions positions) {
    Faults faults = new Faults();
    faults.add(StrictYaml.pointer(e), StrictYaml.words(e));
    return PolicyProblems.broken(faults.list(), positions);
  }
}
