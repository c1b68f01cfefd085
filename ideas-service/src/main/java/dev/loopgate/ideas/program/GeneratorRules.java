package dev.loopgate.ideas.program;

import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.ProgramSpec.Generator;
import dev.loopgate.contracts.ideas.ProgramSpec.Parameter;
import dev.loopgate.wire.path.Globs;
import dev.loopgate.wire.path.SafePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the declaration of the built-in generator must keep to. */
final class GeneratorRules {
  private static final int MOST_PARAMETERS = 64;
  private static final int MOST_IDEAS = 1000;

  private final Faults faults;
  private final ProgramSpec spec;

  GeneratorRules(Faults faults, ProgramSpec spec) {
    this.faults = faults;
    this.spec = spec;
  }

  void check() {
    Generator generator = spec.generator();
    if (generator == null) {
      return;
    }
    String at = "/spec/generator";
    faults.unless("evolve".equals(generator.kind()), at + "/kind", "must be evolve");
    file(generator.file(), at + "/file");
    Integer ideas = generator.ideas();
    faults.unless(
        ideas == null || (ideas >= 1 && ideas <= MOST_IDEAS),
        at + "/ideas",
        "must be 1 to " + MOST_IDEAS);
    int count = generator.parameters().size();
    faults.unless(
        count >= 1 && count <= MOST_PARAMETERS,
        at + "/parameters",
        "must declare 1 to %d values that may change".formatted(MOST_PARAMETERS));
    new TreeMap<>(generator.parameters())
        .forEach((name, parameter) -> parameter(parameter, at + "/parameters/" + name));
  }

  private void file(@Nullable String file, String at) {
    if (file == null || SafePath.fault(file).isPresent() || !file.endsWith(".json")) {
      faults.add(at, "must be the path of a JSON file");
      return;
    }
    if (spec.paths().editable().stream().allMatch(glob -> Globs.fault(glob).isEmpty())) {
      faults.unless(
          Globs.of(spec.paths().editable()).match(file), at, "must be one of the editable paths");
    }
  }

  private void parameter(Parameter parameter, String at) {
    List<Object> choices = parameter.choices();
    if (choices != null) {
      choices(choices, at);
      faults.unless(
          parameter.min() == null && parameter.max() == null,
          at,
          "must have either choices or min and max");
      return;
    }
    boolean hasMin = faults.number(parameter.min(), at + "/min");
    boolean hasMax = faults.number(parameter.max(), at + "/max");
    boolean range = hasMin && hasMax;
    if (range && parameter.min() != null && parameter.max() != null) {
      faults.unless(
          parameter.min().compareTo(parameter.max()) < 0, at + "/max", "must be more than min");
      boolean isLog = "log".equals(parameter.scale());
      faults.unless(
          !isLog || parameter.min().signum() > 0,
          at + "/min",
          "must be more than 0 on a log scale");
    }
    String scale = parameter.scale();
    faults.unless(
        scale == null || scale.equals("linear") || scale.equals("log"),
        at + "/scale",
        "must be linear or log");
  }

  private void choices(List<Object> choices, String at) {
    Set<String> distinct = new HashSet<>();
    boolean scalars =
        choices.stream()
            .allMatch(choice ->
                choice instanceof String || choice instanceof Number || choice instanceof Boolean);
    choices.forEach(choice -> distinct.add(String.valueOf(choice)));
    faults.unless(
        scalars
            && distinct.size() == choices.size()
            && choices.size() >= 2
            && choices.size() <= 100,
        at + "/choices",
        "must list 2 to 100 different texts, numbers or booleans");
  }
}
