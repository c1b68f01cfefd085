package dev.loopgate.cli.canary;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Table;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** {@code loopgate canary …}: published attacks, and whether this loop catches them. */
@Command(
    name = "canary",
    description = "Known attacks, and whether the loop catches them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class CanaryCommand {
  private final Session session;

  private CanaryCommand(Session session) {
    this.session = session;
  }

  /** The command with the subcommands that need more than a method. */
  public static CommandLine line(Session session) {
    return new CommandLine(CommandSpec.forAnnotatedObject(new CanaryCommand(session)))
        .addSubcommand("run", new CanaryRunCommand(session));
  }

  @Command(description = "List the attacks of the corpus.", mixinStandardHelpOptions = true)
  void list(@Mixin CorpusOption corpus) throws IOException {
    ArrayNode canaries = Json.mapper().createArrayNode();
    for (Canary canary : corpus.read(session.home().repository())) {
      canaries
          .addObject()
          .put("name", canary.name())
          .put("title", canary.title())
          .put("needs", canary.needs())
          .put("expected", canary.expectation().words())
          .put("attack", canary.attack());
    }
    session.show(
        canaries,
        Table.of(
            canaries,
            Column.of("CANARY", "name"),
            Column.of("ATTACK", "title"),
            Column.of("NEEDS", "needs"),
            Column.of("EXPECTED", "expected")));
  }
}
