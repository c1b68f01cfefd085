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
    description = "Create a program from its file, or change it.",
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
}
