package dev.loopgate.cli.generation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Lists;
import dev.loopgate.cli.client.Paging;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Outline;
import dev.loopgate.cli.output.Values;
import java.util.Map;
import java.util.UUID;
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
        new Column("MADE BY", GenerationCommand::madeBy),
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

  @Command(
      description = "Ask people to make an older generation the baseline again.",
      mixinStandardHelpOptions = true)
  void rollback(
      @Parameters(paramLabel = "PROGRAM") String program,
      @Parameters(paramLabel = "NUMBER", description = "Of the generation to go back to.")
          int number,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Goes into the record.")
          String reason)
      throws InterruptedException {
    JsonNode rollback =
        session
            .ideas()
            .post(
                Address.of("programs").slash(program).slash("rollbacks").toString(),
                Map.of("toGeneration", number, "reason", reason),
                JsonNode.class,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    String key = Values.text(rollback, "key");
    session.show(
        rollback,
        "rollback %s waits for people: from generation %s of %s back to %s"
            .formatted(
                key,
                Values.text(rollback, "generation"),
                program,
                Values.text(rollback, "toGeneration")));
    session
        .screen()
        .note(
            "read it: loopgate review view %1$s; take it back: loopgate program withdraw %1$s --reason \"…\""
                .formatted(key));
  }

  /** The idea, the rule change or the rollback; of the first generation nothing. */
  private static String madeBy(JsonNode generation) {
    if (Values.has(generation, "rollsBackTo")) {
      return "%s (back to %s)"
          .formatted(Values.text(generation, "subjectKey"), Values.text(generation, "rollsBackTo"));
    }
    return Values.text(generation, Values.has(generation, "ideaKey") ? "ideaKey" : "subjectKey");
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
