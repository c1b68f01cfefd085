package dev.loopgate.cli.stop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Lists;
import dev.loopgate.cli.client.Paging;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code loopgate stops}: what was stopped, and how it stands. */
@Command(name = "stops", description = "List stops, newest first.", mixinStandardHelpOptions = true)
public final class StopsCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--in-force", description = "Only those that still stop something.")
  private boolean inForce;

  @Mixin private Paging paging = new Paging();

  public StopsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Address list = Address.of("stops").with("inForce", inForce ? true : null);
    Lists.show(
        session,
        session.reviews().get(paging.of(list).toString(), JsonNode.class),
        inForce ? "Nothing is stopped." : "Nothing was ever stopped.",
        Column.of("KEY", "key"),
        Column.of("LEVEL", "level"),
        Column.of("SCOPE", "scope"),
        Column.of("HOW IT STANDS", "summary"),
        Column.of("BY", "stoppedBy"),
        Column.age("SINCE", "stoppedAt", session.clock()),
        Column.of("ASKED", "resumption"),
        Column.of("REASON", "reason"));
    return ExitCode.DONE;
  }
}
