package dev.loopgate.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Lists;
import dev.loopgate.cli.client.Paging;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Outline;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code loopgate policy …}: the terms under which ideas run and become the baseline. */
@Command(
    name = "policy",
    description = "The terms under which ideas run and become the baseline.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class PolicyCommand {
  private final Session session;

  private PolicyCommand(Session session) {
    this.session = session;
  }

  /** The command with the subcommands that need more than a method. */
  public static CommandLine line(Session session) {
    return new CommandLine(CommandSpec.forAnnotatedObject(new PolicyCommand(session)))
        .addSubcommand("apply", new PolicyApplyCommand(session))
        .addSubcommand("check", new PolicyCheckCommand(session));
  }

  @Command(description = "List all versions of all policies.", mixinStandardHelpOptions = true)
  void list(@Mixin Paging paging) throws InterruptedException {
    Lists.show(
        session,
        session.reviews().get(paging.of(Address.of("policies")).toString(), JsonNode.class),
        "No policy is known.",
        Column.of("POLICY", "ref"),
        Column.of("TITLE", "/policy/metadata/title"),
        Column.of("ISOLATION", "/policy/spec/minimumIsolation"),
        Column.of("APPLIED BY", "appliedBy"),
        Column.of("FAULT", "fault"));
  }

  @Command(
      description = "Show the newest version of a policy, or the one that NAME@VERSION names.",
      mixinStandardHelpOptions = true)
  void view(@Parameters(paramLabel = "NAME") String name) throws InterruptedException {
    JsonNode policy =
        session.reviews().get(Address.of("policies").slash(name).toString(), JsonNode.class);
    session.show(policy, Outline.of(policy));
  }

  @Command(
      description = "Say what a review still needs and why, in words.",
      mixinStandardHelpOptions = true)
  void explain(@Parameters(paramLabel = "REVIEW") String review) throws InterruptedException {
    JsonNode found =
        session.reviews().get(Address.of("reviews").slash(review).toString(), JsonNode.class);
    session.show(found, Explanation.of(found));
  }
}
