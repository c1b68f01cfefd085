package dev.loopgate.cli.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Lists;
import dev.loopgate.cli.client.Paging;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Values;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate quarantine …}: agents that passed a test which cannot be passed honestly. */
@Command(
    name = "quarantine",
    description = "Agents that may propose nothing because they were caught cheating.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class QuarantineCommand {
  private final Session session;

  public QuarantineCommand(Session session) {
    this.session = session;
  }

  @Command(description = "List quarantines, newest first.", mixinStandardHelpOptions = true)
  void list(@Mixin Paging paging) throws InterruptedException {
    Lists.show(
        session,
        session.ideas().get(paging.of(Address.of("quarantines")).toString(), JsonNode.class),
        "No agent was ever in quarantine.",
        Column.of("AGENT", "subject"),
        Column.of("SPONSOR", "sponsor"),
        Column.of("IDEA", "ideaKey"),
        Column.age("SINCE", "quarantinedAt", session.clock()),
        new Column("IN FORCE", row -> row.path("inForce").asBoolean() ? "yes" : "no"),
        Column.of("LIFTED BY", "liftedBy"),
        Column.of("REASON", "reason"));
  }

  @Command(
      description = "Let an agent propose again; never for one's own agent.",
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
            .ideasAsReviewer()
            .post(
                Address.of("quarantines").slash(agent).slash("lift").toString(),
                Map.of("reason", reason),
                JsonNode.class,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    session.show(
        lifted,
        "%s may propose again; lifted by %s"
            .formatted(Values.text(lifted, "subject"), Values.text(lifted, "liftedBy")));
  }
}
