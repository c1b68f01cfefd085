package dev.loopgate.cli.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Lists;
import dev.loopgate.cli.client.Paging;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Outline;
import dev.loopgate.cli.output.Values;
import dev.loopgate.wire.json.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  /** The command with the subcommands that have a class of their own. */
  public static CommandLine line(Session session) {
    return new CommandLine(CommandSpec.forAnnotatedObject(new ProgramCommand(session)))
        .addSubcommand("rule-changes", new RuleChangesCommand(session))
        .addSubcommand("withdraw", new WithdrawCommand(session));
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

  @Command(
      description = "Show what became of each adopted effect on fresh seeds.",
      mixinStandardHelpOptions = true)
  void report(@Parameters(paramLabel = "NAME") String name, @Mixin Paging paging)
      throws InterruptedException {
    Address list = Address.of("experiments").slash("replications").with("program", name);
    JsonNode page = session.experiments().get(paging.of(list).toString(), JsonNode.class);
    Lists.show(
        session,
        page,
        "No idea of %s was adopted yet, so there is nothing to measure again.".formatted(name),
        Column.of("GENERATION", "generation"),
        Column.of("IDEA", "ideaKey"),
        new Column("CLAIMED", row -> Values.signed(row.path("claimed"))),
        new Column("MEASURED", row -> Values.effect(measured(row))),
        new Column("RE-MEASURED", ProgramCommand::remeasured),
        new Column("GAP", row -> Values.signed(row.path("gap"))));
    if (!session.wantsJson()) {
      showBudget(name);
    }
    if (!session.wantsJson() && page.path("meanGap").isNumber()) {
      session
          .screen()
          .data(
              "\nmean gap %s over %s generations: what was luck of the winners"
                  .formatted(Values.signed(page.path("meanGap")), Values.text(page, "remeasured")));
    }
  }

  private void showBudget(String name) throws InterruptedException {
    Address address = Address.of("experiments").slash("error-budget").with("program", name);
    JsonNode budget = session.experiments().get(address.toString(), JsonNode.class);
    session
        .screen()
        .data(
            "\nerror budget: %s registrations, %s adopted; the next idea needs e ≥ %s"
                .formatted(
                    Values.text(budget, "registrations"),
                    Values.text(budget, "adopted"),
                    Values.rounded(budget.path("nextThreshold"))));
  }

  /** In the form of a verdict: effect with its interval. */
  private static JsonNode measured(JsonNode row) {
    ObjectNode verdict = Json.mapper().createObjectNode();
    verdict.set("effect", row.path("measured"));
    verdict.set("low", row.path("low"));
    return verdict.set("high", row.path("high"));
  }

  private static String remeasured(JsonNode row) {
    String effect = Values.signed(row.path("remeasured"));
    return Values.has(row, "remeasuredError")
        ? "%s ± %s".formatted(effect, Values.rounded(row.path("remeasuredError")))
        : effect;
  }

  @Command(description = "Show a program with its rules.", mixinStandardHelpOptions = true)
  void view(@Parameters(paramLabel = "NAME") String name) throws InterruptedException {
    JsonNode program =
        session.ideas().get(Address.of("programs").slash(name).toString(), JsonNode.class);
    session.show(program, Outline.of(program));
  }
}
