package dev.loopgate.cli.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Values;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate program withdraw}: takes back what one asked people about a program. */
@Command(
    name = "withdraw",
    description = "Take back a rule change or a rollback that you asked for.",
    mixinStandardHelpOptions = true)
final class WithdrawCommand implements Callable<Integer> {
  private static final Pattern KEY = Pattern.compile("(.+)-(rules|rollback)-\\d+");

  private final Session session;

  @Parameters(paramLabel = "KEY", description = "For example digits-rules-1.")
  private String key = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Goes into the record.")
  private String reason = "";

  WithdrawCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Matcher parts = KEY.matcher(key);
    if (!parts.matches()) {
      throw new Refusal(
          ExitCode.USAGE, key + " is no key such as digits-rules-1 or digits-rollback-1", null);
    }
    String kind = parts.group(2).equals("rules") ? "rule-changes" : "rollbacks";
    Address address = Address.of("programs").slash(parts.group(1)).slash(kind).slash(key);
    JsonNode withdrawn =
        session
            .ideas()
            .post(
                address.slash("withdraw").toString(),
                Map.of("reason", reason),
                JsonNode.class,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    session.show(withdrawn, "%s is withdrawn".formatted(Values.text(withdrawn, "key")));
    return 0;
  }
}
