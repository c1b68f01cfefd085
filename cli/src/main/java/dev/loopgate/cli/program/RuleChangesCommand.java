package dev.loopgate.cli.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Lists;
import dev.loopgate.cli.client.Paging;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Values;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate program rule-changes}: what people were asked about a program's rules. */
@Command(
    name = "rule-changes",
    description = "Show what people were asked about a program's rules, newest first.",
    mixinStandardHelpOptions = true)
final class RuleChangesCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "NAME", description = "The program.")
  private String name = "";

  @Option(
      names = "--diff",
      paramLabel = "KEY",
      description = "Show what one of them does to the sealed files; for reviewers.")
  private @Nullable String diff;

  @Mixin private Paging paging = new Paging();

  RuleChangesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Address list = Address.of("programs").slash(name).slash("rule-changes");
    if (diff != null) {
      String path = list.slash(diff).slash("evaluator-diff").toString();
      session.screen().data(session.ideasAsReviewer().text(path));
      return 0;
    }
    Lists.show(
        session,
        session.ideas().get(paging.of(list).toString(), JsonNode.class),
        "Nobody asked for other rules of %s yet: apply a changed program file.".formatted(name),
        Column.of("KEY", "key"),
        Column.of("STATE", "state"),
        Column.of("CHANGES", "changedFields"),
        new Column("RE-MEASURED", row -> row.path("remeasured").asBoolean() ? "yes" : "no"),
        Column.of("BASE", "baseVersion"),
        Column.of("VERSION", "version"),
        Column.of("ASKED BY", "proposedBy"),
        Column.age("ASKED", "proposedAt", session.clock()),
        new Column("REASON", row -> Values.text(row, "stateReason")));
    return 0;
  }
}
