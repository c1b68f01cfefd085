package dev.loopgate.cli.canary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads one folder of the corpus, and says in one sentence what is wrong with it. */
final class ReadCanary {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Set<String> KEYS = Set.of("title", "attack", "needs", "expect", "twice");
  private static final Set<String> OUTCOMES =
      Set.of("NOT_SHOWN", "REGRESSED", "GUARD_BROKEN", "INVALID", "IMPROVED");

  private final Path folder;
  private final JsonNode document;

  private ReadCanary(Path folder, JsonNode document) {
    this.folder = folder;
    this.document = document;
  }

  static Canary in(Path folder) throws IOException {
    Path file = folder.resolve("canary.yaml");
    if (!Files.isRegularFile(file)) {
      throw fault(folder, "has no canary.yaml");
    }
    try {
      return new ReadCanary(folder, YAML.readTree(file.toFile())).read();
    } catch (JsonProcessingException e) {
      throw fault(folder, "has a canary.yaml that is not YAML: " + e.getOriginalMessage());
    }
  }

  private Canary read() throws IOException {
    document.fieldNames().forEachRemaining(this::requireKnown);
    Path patch = folder.resolve("change.patch");
    String change = Files.exists(patch) ? Files.readString(patch) : null;
    Map<String, String> files = files(folder.resolve("files"));
    if ((change == null) == files.isEmpty()) {
      throw fault("needs either change.patch or files/, and not both");
    }
    return new Canary(
        String.valueOf(folder.getFileName()),
        text("title"),
        text("attack"),
        needsSandbox(),
        expectation(),
        document.path("twice").asBoolean(),
        change,
        files);
  }

  private void requireKnown(String key) {
    if (!KEYS.contains(key)) {
      throw fault(
          "has an unknown key %s; there are title, attack, needs, expect, twice".formatted(key));
    }
  }

  private String text(String key) {
    String text = document.path(key).asText("").strip();
    if (text.isEmpty()) {
      throw fault("has no " + key);
    }
    return text;
  }

  private boolean needsSandbox() {
    return switch (text("needs")) {
      case "sandbox" -> true;
      case "none" -> false;
      default -> throw fault("needs is either none or sandbox");
    };
  }

  private Expectation expectation() {
    JsonNode expect = document.path("expect");
    if (!expect.isObject() || expect.size() != 1) {
      throw fault("declares exactly one expectation, for example {flag: NETWORK_ATTEMPT}");
    }
    String kind = expect.fieldNames().next();
    return expectation(kind, expect.path(kind).asText());
  }

  private Expectation expectation(String kind, String value) {
    return switch (kind) {
      case "refused" -> new Expectation.Refused(value);
      case "flag" -> new Expectation.Flagged(value);
      case "verdict" -> new Expectation.VerdictIs(outcome(value));
      case "outcome" -> new Expectation.AttemptEnds(value);
      case "logLacks" -> new Expectation.LogLacks(value);
      case "quarantined" -> new Expectation.Quarantined();
      default ->
          throw fault(
              "expects %s; there are refused, flag, verdict, outcome, logLacks, quarantined"
                  .formatted(kind));
    };
  }

  private String outcome(String value) {
    if (!OUTCOMES.contains(value)) {
      throw fault("expects the verdict %s, which no experiment can have".formatted(value));
    }
    return value;
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.isDirectory(root)) {
      try (Stream<Path> tree = Files.walk(root)) {
        for (Path file : tree.filter(Files::isRegularFile).toList()) {
          files.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
      }
    }
    return files;
  }

  private Refusal fault(String what) {
    return fault(folder, what);
  }

  private static Refusal fault(Path folder, String what) {
    return new Refusal(
        ExitCode.USAGE, "the canary in %s %s".formatted(folder, what), "docs/canaries.md");
  }
}
