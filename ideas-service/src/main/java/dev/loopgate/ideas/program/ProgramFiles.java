package dev.loopgate.ideas.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.ProgramSpec.Generator;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.path.Globs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Checks a program file against the files that it is about, before they become generation 1. */
public final class ProgramFiles {
  private ProgramFiles() {}

  /** Refuses patterns that cover nothing: a misspelt sealed pattern would show the evaluator. */
  public static void check(ProgramSpec spec, Set<String> paths) {
    Faults faults = new Faults();
    List<String> sealed = spec.paths().sealed();
    for (int i = 0; i < sealed.size(); i++) {
      faults.unless(
          coversAny(List.of(sealed.get(i)), paths),
          "/spec/paths/sealed/" + i,
          "covers no file of the workspace");
    }
    faults.unless(
        coversAny(spec.paths().editable(), paths),
        "/spec/paths/editable",
        "covers no file of the workspace");
    Generator generator = spec.generator();
    faults.unless(
        generator == null || paths.contains(generator.file()),
        "/spec/generator/file",
        "is no file of the workspace");
    ProgramRules.refuse(faults.list());
  }

  /** Refuses declared parameters that the generator's file does not have. */
  public static void checkParameters(Generator generator, byte[] file) {
    Faults faults = new Faults();
    try {
      JsonNode root = Json.mapper().readTree(file);
      for (var parameter : new TreeMap<>(generator.parameters()).entrySet()) {
        String name = parameter.getKey();
        JsonNode value = root.at("/" + name.replace("~", "~0").replace('.', '/'));
        boolean fits =
            parameter.getValue().choices() == null
                ? value.isNumber()
                : value.isValueNode() && !value.isMissingNode();
        faults.unless(
            fits,
            "/spec/generator/parameters/" + name,
            "is no value of that kind in " + generator.file());
      }
    } catch (IOException e) {
      faults.add("/spec/generator/file", "is no JSON: " + e.getMessage());
    }
    ProgramRules.refuse(faults.list());
  }

  /** Refuses canaries that agents could read about, in a program file among the open files. */
  public static void checkCanaries(
      ProgramSpec spec, Set<String> paths, Function<String, byte[]> content) {
    if (spec.canaries() == null) {
      return;
    }
    Globs sealed = Globs.of(spec.paths().sealed());
    Faults faults = new Faults();
    paths.stream()
        .filter(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
        .filter(path -> !sealed.match(path))
        .filter(path -> tellsOfCanaries(content.apply(path)))
        .forEach(path ->
            faults.add(
                "/spec/canaries",
                "can be read by agents in %s. Seal that file, or keep it out of the source directory"
                    .formatted(path)));
    ProgramRules.refuse(faults.list());
  }

  private static boolean tellsOfCanaries(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    return text.contains("loopgate.dev/v1") && text.contains("canaries:");
  }

  private static boolean coversAny(List<String> patterns, Set<String> paths) {
    Globs globs = Globs.of(patterns);
    return paths.stream().anyMatch(globs::match);
  }
}
