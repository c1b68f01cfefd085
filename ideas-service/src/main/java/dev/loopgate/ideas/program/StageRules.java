package dev.loopgate.ideas.program;

import dev.loopgate.contracts.ideas.ProgramSpec.Stage;
import dev.loopgate.wire.path.SafePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the stages of a program must keep to. */
final class StageRules {
  private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,5})([smh])");
  private static final int MOST_STAGES = 20;
  private static final int MOST_ARGUMENTS = 100;
  private static final long LONGEST_SECONDS = 24 * 3600L;

  private final Faults faults;
  private final List<Stage> stages;
  private final Set<String> names = new HashSet<>();
  private final Set<String> produced = new HashSet<>();

  StageRules(Faults faults, List<Stage> stages) {
    this.faults = faults;
    this.stages = stages;
  }

  void check() {
    if (stages.isEmpty() || stages.size() > MOST_STAGES) {
      faults.add("/spec/stages", "must list 1 to %d stages".formatted(MOST_STAGES));
      return;
    }
    faults.unless(
        stages.getLast().trusted(),
        "/spec/stages/" + (stages.size() - 1) + "/trusted",
        "must be true: the last stage is the evaluator, which alone measures");
    faults.unless(
        !stages.getFirst().replicate(),
        "/spec/stages/0/replicate",
        "must be false: before the first stage there is no machine to differ from");
    for (int i = 0; i < stages.size(); i++) {
      check(stages.get(i), "/spec/stages/" + i);
    }
  }

  private void check(Stage stage, String at) {
    faults.text(
        stage.name(),
        "[a-z][a-z0-9-]{0,40}",
        at + "/name",
        "must be lower-case letters, digits and hyphens");
    faults.unless(names.add(String.valueOf(stage.name())), at + "/name", "is used twice");
    command(stage.command(), at + "/command");
    faults.unless(
        seconds(stage.timeout()) > 0, at + "/timeout", "must be like 90s, 2m or 1h, at most 24h");
    for (String output : stage.consumes()) {
      faults.unless(
          produced.contains(output),
          at + "/consumes",
          "names %s, which no earlier stage produces".formatted(SafePath.visible(output)));
    }
    for (String output : stage.produces()) {
      String path = output.endsWith("/") ? output.substring(0, output.length() - 1) : output;
      SafePath.fault(path)
          .ifPresent(fault -> faults.add(at + "/produces", SafePath.visible(output) + " " + fault));
      produced.add(output);
    }
  }

  private void command(List<String> command, String at) {
    faults.unless(
        !command.isEmpty() && command.size() <= MOST_ARGUMENTS,
        at,
        "must have a program and at most %d arguments".formatted(MOST_ARGUMENTS - 1));
    faults.unless(
        command.stream()
            .allMatch(argument -> argument.indexOf('\0') < 0 && argument.length() <= 4096),
        at,
        "has an argument with a NUL character or more than 4096 characters");
    faults.unless(
        command.isEmpty() || !command.getFirst().isBlank(), at, "starts with an empty program");
  }

  /** The seconds of a limit such as {@code 2m}; 0 when it is none or out of range. */
  static long seconds(@Nullable String timeout) {
    Matcher parts = TIMEOUT.matcher(timeout == null ? "" : timeout);
    if (!parts.matches()) {
      return 0;
    }
    long unit =
        switch (parts.group(2)) {
          case "h" -> 3600;
          case "m" -> 60;
          default -> 1;
        };
    long seconds = Long.parseLong(parts.group(1)) * unit;
    return seconds <= LONGEST_SECONDS ? seconds : 0;
  }
}
