package dev.loopgate.cli.idea;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Lists;
import dev.loopgate.cli.client.Paging;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Outline;
import dev.loopgate.cli.output.Values;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate idea …}: what was proposed, and what became of it. */
@Command(
    name = "idea",
    description = "Proposals and what became of them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class IdeaCommand {
  private final Session session;

  public IdeaCommand(Session session) {
    this.session = session;
  }

  /** The command with the subcommands that need more than a method. */
  public static CommandLine line(Session session) {
    return new CommandLine(CommandSpec.forAnnotatedObject(new IdeaCommand(session)))
        .addSubcommand("propose", new ProposeCommand(session));
  }

  @Command(description = "List ideas, newest first.", mixinStandardHelpOptions = true)
  void list(
      @Option(
              names = {"-p", "--program"},
              paramLabel = "NAME")
          @Nullable String program,
      @Option(
              names = "--status",
              paramLabel = "STATUS",
              description = "OPEN, ADOPTED, REJECTED, NOT_IMPROVED or SUPERSEDED.")
          @Nullable String status,
      @Mixin Paging paging)
      throws InterruptedException {
    Address list = Address.of("ideas").with("program", program).with("status", status);
    Lists.show(
        session,
        session.ideas().get(paging.of(list).toString(), JsonNode.class),
        "No idea here. try: loopgate idea propose --help",
        Column.of("KEY", "key"),
        Column.of("GENERATION", "generation"),
        Column.of("CHANGE", "summary"),
        Column.of("STATUS", "status"),
        Column.of("VERDICT", "/verdict/outcome"),
        new Column("EFFECT", idea -> Values.effect(idea.path("verdict"))),
        Column.of("BY", "/provenance/principal"),
        Column.age("PROPOSED", "proposedAt", session.clock()));
  }

  @Command(description = "Show an idea.", mixinStandardHelpOptions = true)
  void view(@Parameters(paramLabel = "ID") String id) throws InterruptedException {
    JsonNode idea = session.ideas().get(Address.of("ideas").slash(id).toString(), JsonNode.class);
    session.show(idea, Outline.of(idea));
  }

  @Command(description = "Show an idea's patch.", mixinStandardHelpOptions = true)
  void diff(@Parameters(paramLabel = "ID") String id) throws InterruptedException {
    String path = Address.of("ideas").slash(id).slash("patch").toString();
    session.screen().data(session.ideas().text(path).stripTrailing());
  }
}
