package dev.loopgate.cli.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code loopgate apply}: creates a program or changes its rules. */
@Command(
    name = "apply",
    description = "Create a program from its file, or change it; other rules wait for people.",
    mixinStandardHelpOptions = true)
public final class ApplyCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The program file; its directory is uploaded with it.")
  private Path file = Path.of("program.yaml");

  @Option(names = "--dry-run", description = "Only say what would happen.")
  private boolean dryRun;

  public ApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    JsonNode program = new ProgramUpload(session.ideas()).apply(file, dryRun);
    if (Values.text(program, "outcome").equals("PROPOSED")) {
      showProposed(program);
      return 0;
    }
    session.show(
        program,
        "program %s %s (version %s, generation %s)"
            .formatted(
                Values.text(program, "name"),
                Values.text(program, "outcome").toLowerCase(java.util.Locale.ROOT),
                Values.text(program, "version"),
                Values.text(program, "currentGeneration")));
    return 0;
  }

  private void showProposed(JsonNode program) {
    JsonNode change = program.path("ruleChange");
    String fields = Values.text(change, "changedFields");
    if (dryRun) {
      session.show(program, "it would change rules (%s): people would be asked".formatted(fields));
      return;
    }
    String key = Values.text(change, "key");
    session.show(
        program,
        "rule change %s waits for people: %s (%s stays at version %s until then)"
            .formatted(key, fields, Values.text(program, "name"), Values.text(program, "version")));
    session
        .screen()
        .note(
            "read it: loopgate review view %1$s; take it back: loopgate program withdraw %1$s --reason \"…\""
                .formatted(key));
  }
}
