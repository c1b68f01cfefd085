package dev.loopgate.cli.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Outline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code loopgate run …}: one execution of the stages of one arm with one seed. */
@Command(
    name = "run",
    description = "Single runs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class RunCommand {
  private final Session session;

  public RunCommand(Session session) {
    this.session = session;
  }

  @Command(
      description = "Show a run: claims, measurements, artifacts, attempts.",
      mixinStandardHelpOptions = true)
  void view(@Parameters(paramLabel = "ID") String id) throws InterruptedException {
    JsonNode run =
        session.experiments().get(Address.of("runs").slash(id).toString(), JsonNode.class);
    session.show(run, Outline.of(run));
  }
}
