package dev.loopgate.cli.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Lists;
import dev.loopgate.cli.client.Paging;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Outline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code loopgate program …}: the lines of research. */
@Command(
    name = "program",
    description = "Lines of research.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ProgramCommand {
  private final Session session;

  public ProgramCommand(Session session) {
    this.session = session;
  }

  @Command(description = "List programs.", mixinStandardHelpOptions = true)
  void list(@Mixin Paging paging) throws InterruptedException {
    JsonNode page =
        session.ideas().get(paging.of(Address.of("programs")).toString(), JsonNode.class);
    Lists.show(
        session,
        page,
        "No program yet. try: loopgate apply -f examples/digits/program.yaml",
        Column.of("NAME", "name"),
        Column.of("TITLE", "title"),
        Column.of("VERSION", "version"),
        Column.of("GENERATION", "currentGeneration"),
        Column.of("APPLIED BY", "appliedBy"),
        Column.age("APPLIED", "appliedAt", session.clock()));
  }

  @Command(description = "Show a program with its rules.", mixinStandardHelpOptions = true)
  void view(@Parameters(paramLabel = "NAME") String name) throws InterruptedException {
    JsonNode program =
        session.ideas().get(Address.of("programs").slash(name).toString(), JsonNode.class);
    session.show(program, Outline.of(program));
  }
}
