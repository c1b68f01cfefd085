package dev.loopgate.reviews.policy;

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
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.nodes.Node;

/** Turns the bytes of a policy file into its record, or says at which line they go wrong. */
final class ReadPolicyFile {
  static final int MOST_BYTES = 64 * 1024;

  /** What faults call the file; whoever sent it knows its name. */
  static final String NAME = "policy.yaml";

  private static final int DEEPEST = 20;
  private static final List<String> REQUIRED =
      List.of("/metadata/name", "/spec/minimumIsolation", "/spec/reviews");
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(YAMLFactory.builder().loaderOptions(options()).build())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ReadPolicyFile() {}

  /** A file that could be read, and where its values stand. */
  record Read(PolicyFile file, Positions positions) {}

  static Read from(byte[] body) {
    if (body.length > MOST_BYTES) {
      throw new ProblemException(
          ProblemType.TOO_LARGE,
          "The policy file has %d bytes; %d are allowed.".formatted(body.length, MOST_BYTES));
    }
    String text = new String(body, StandardCharsets.UTF_8);
    Positions positions = new Positions(compose(text));
    try {
      require(MAPPER.readTree(text), positions);
      return new Read(MAPPER.readValue(text, PolicyFile.class), positions);
    } catch (JsonProcessingException e) {
      throw unreadable(e, positions);
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

  private static Node compose(String text) {
    try {
      refuseAliases(text);
      Node root = new Yaml(options()).compose(new StringReader(text));
      if (root == null) {
        throw malformed(Position.START, "it is empty; send apiVersion, kind, metadata and spec");
      }
      return root;
    } catch (MarkedYAMLException e) {
      throw malformed(position(e.getProblemMark()), String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      throw malformed(Position.START, printable(String.valueOf(e.getMessage())));
    }
  }

  private static void refuseAliases(String text) {
    new Yaml(options())
        .parse(new StringReader(text))
        .forEach(event -> {
          if (event instanceof AliasEvent) {
            throw malformed(position(event.getStartMark()), "aliases (*name) are not allowed");
          }
        });
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

  private static ProblemException malformed(Position position, String what) {
    String detail = "The policy file is no valid YAML: " + what + ".";
    return new ProblemException(
        ProblemType.MALFORMED,
        detail,
        List.of(new Problem.Fault(position.in(NAME), printable(what))));
  }

  private static ProblemException unreadable(JsonProcessingException e, Positions positions) {
    String pointer = e instanceof JsonMappingException mapping ? path(mapping) : "";
    String what =
        e instanceof UnrecognizedPropertyException unknown
            ? "there is no field “%s”; known are %s"
                .formatted(
                    printable(unknown.getPropertyName()),
                    String.valueOf(unknown.getKnownPropertyIds()))
            : firstLine(e);
    Faults faults = new Faults();
    faults.add(pointer, what);
    return PolicyProblems.broken(faults.list(), positions);
  }

  private static String firstLine(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    String text = message.replaceAll("`?dev\\.loopgate[\\w.$]*[.$]([\\w]+)`?", "$1");
    return printable(text.length() <= 300 ? text : text.substring(0, 300) + "…");
  }

  private static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cs}]", "?");
  }

  private static Position position(Mark mark) {
    return Optional.ofNullable(mark)
        .map(known -> new Position(known.getLine() + 1, known.getColumn() + 1))
        .orElse(Position.START);
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
        .reduce("", String::concat);
  }
}
