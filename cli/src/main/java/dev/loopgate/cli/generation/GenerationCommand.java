package dev.loopgate.cli.generation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Lists;
import dev.loopgate.cli.client.Paging;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Outline;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate generation …}: the baselines, and why each is one. */
@Command(
    name = "generation",
    description = "Baselines, and why each is one.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class GenerationCommand {
  private final Session session;

  public GenerationCommand(Session session) {
    this.session = session;
  }

  @Command(description = "List generations, newest first.", mixinStandardHelpOptions = true)
  void list(
      @Option(
              names = {"-p", "--program"},
              paramLabel = "NAME")
          @Nullable String program,
      @Mixin Paging paging)
      throws InterruptedException {
    Address list = Address.of("generations").with("program", program);
    Lists.show(
        session,
        session.ideas().get(paging.of(list).toString(), JsonNode.class),
        "No generation yet: applying a program makes the first.",
        Column.of("PROGRAM", "program"),
        Column.of("NUMBER", "number"),
        Column.of("IDEA", "ideaKey"),
        Column.of("TAG", "tag"),
        Column.of("CURRENT", "current"),
        Column.age("SINCE", "advancedAt", session.clock()),
        Column.of("ID", "id"));
  }

  @Command(
      description = "Show a generation by its id, or by program and number (digits/2).",
      mixinStandardHelpOptions = true)
  void view(@Parameters(paramLabel = "ID") String id) throws InterruptedException {
    JsonNode generation =
        session
            .ideas()
            .get(Address.of("generations").slash(resolve(id)).toString(), JsonNode.class);
    session.show(generation, Outline.of(generation));
  }

  private String resolve(String id) throws InterruptedException {
    int slash = id.indexOf('/');
    if (slash < 0) {
      return id;
    }
    String number = id.substring(slash + 1).replace("generation-", "");
    Address list =
        Address.of("generations").with("program", id.substring(0, slash)).with("limit", 200);
    for (JsonNode generation : session.ideas().get(list.toString(), JsonNode.class).path("items")) {
      if (generation.path("number").asText().equals(number)) {
        return generation.path("id").asText();
      }
    }
    return id;
  }
}
