package dev.loopgate.cli.silence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Lists;
import dev.loopgate.cli.client.Paging;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Values;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate silence …}: one agent changes nothing more, and everybody else goes on. */
@Command(
    name = "silence",
    description = "Agents that change nothing because a person said so.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class SilenceCommand {
  private final Session session;

  public SilenceCommand(Session session) {
    this.session = session;
  }

  @Command(description = "List silences, newest first.", mixinStandardHelpOptions = true)
  void list(@Mixin Paging paging) throws InterruptedException {
    Lists.show(
        session,
        session.reviews().get(paging.of(Address.of("silences")).toString(), JsonNode.class),
        "No agent was ever silenced.",
        Column.of("AGENT", "agent"),
        Column.of("BY", "silencedBy"),
        Column.age("SINCE", "silencedAt", session.clock()),
        new Column("IN FORCE", row -> row.path("inForce").asBoolean() ? "yes" : "no"),
        Column.of("LIFTED BY", "liftedBy"),
        Column.of("REASON", "reason"));
  }

  @Command(
      description = "Let an agent change nothing more, stops included. It reads as before.",
      mixinStandardHelpOptions = true)
  void agent(
      @Parameters(paramLabel = "AGENT", description = "Its subject.") String agent,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Goes into the record; the agent is told.")
          String reason)
      throws InterruptedException {
    JsonNode silence =
        session
            .reviews()
            .post(
                Address.of("silences").toString(),
                Map.of("agent", agent, "reason", reason),
                JsonNode.class,
                Map.of());
    session.show(
        silence,
        "%s is silenced by %s"
            .formatted(Values.text(silence, "agent"), Values.text(silence, "silencedBy")));
  }

  @Command(
      description = "Let an agent be heard again; never for one's own agent.",
      mixinStandardHelpOptions = true)
  void lift(
      @Parameters(paramLabel = "AGENT", description = "Its subject.") String agent,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Goes into the record.")
          String reason)
      throws InterruptedException {
    JsonNode lifted =
        session
            .reviewsAsReviewer()
            .post(
                Address.of("silences").slash(agent).slash("lift").toString(),
                Map.of("reason", reason),
                JsonNode.class,
                Map.of());
    session.show(
        lifted,
        "%s is heard again; lifted by %s"
            .formatted(Values.text(lifted, "agent"), Values.text(lifted, "liftedBy")));
  }
}
