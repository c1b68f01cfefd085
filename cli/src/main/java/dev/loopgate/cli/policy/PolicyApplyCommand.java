package dev.loopgate.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code loopgate policy apply}: puts a new policy in force, or asks people to change one. */
@Command(
    name = "apply",
    description = "Put a new policy in force, or ask people to change one.",
    mixinStandardHelpOptions = true)
final class PolicyApplyCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The policy file.")
  private Path file = Path.of("policy.yaml");

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for the people who judge a change.")
  private @Nullable String reason;

  @Option(names = "--dry-run", description = "Only say what would happen.")
  private boolean dryRun;

  PolicyApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    Address address =
        Address.of("policies").with("reason", reason).with("dryRun", dryRun ? true : null);
    JsonNode applied = new PolicyUpload(session.reviews()).send(address, file);
    session.show(
        applied,
        "policy %s %s"
            .formatted(
                Values.text(applied, "ref"),
                Values.text(applied, "outcome").toLowerCase(Locale.ROOT)));
    if (applied.hasNonNull("review") && !session.wantsJson()) {
      session.screen().note("judged in: loopgate review view " + Values.text(applied, "review"));
    }
    return 0;
  }
}
