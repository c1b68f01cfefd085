package dev.loopgate.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code loopgate policy check}: type-checks a file and says what it asks for; nothing changes. */
@Command(
    name = "check",
    description = "Type-check a policy file and say in words what it asks for.",
    mixinStandardHelpOptions = true)
final class PolicyCheckCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The policy file.")
  private Path file = Path.of("policy.yaml");

  PolicyCheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    JsonNode checked =
        new PolicyUpload(session.reviews()).send(Address.of("policies").slash("check"), file);
    session.show(
        checked,
        "%s%napplied it would be: %s %s"
            .formatted(
                PolicyWords.of(file),
                Values.text(checked, "ref"),
                Values.text(checked, "outcome").toLowerCase(java.util.Locale.ROOT)));
    return 0;
  }
}
