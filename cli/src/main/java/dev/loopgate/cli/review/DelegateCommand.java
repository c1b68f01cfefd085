package dev.loopgate.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate review delegate}: one person's voice in another one's hand, for a while. */
@Command(
    name = "delegate",
    description = "Lend your voice to another person, for at most 30 days.",
    mixinStandardHelpOptions = true)
final class DelegateCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "PERSON", description = "Subject of the other person.")
  private String person = "";

  @Option(names = "--days", required = true, paramLabel = "1-30", description = "How long.")
  private int days;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why: one line.")
  private String reason = "";

  @Option(names = "--kind", paramLabel = "KIND", description = "Only these; can be repeated.")
  private @Nullable List<String> kinds;

  @Option(
      names = {"-p", "--program"},
      paramLabel = "NAME",
      description = "Only this program.")
  private @Nullable String program;

  @Option(names = "--review", paramLabel = "KEY", description = "Only this review.")
  private @Nullable String review;

  DelegateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    JsonNode lent =
        session
            .reviewsAsReviewer()
            .post(
                Address.of("delegations").toString(),
                body(),
                JsonNode.class,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    session.show(
        lent,
        "%s may speak for %s until %s (%s)"
            .formatted(
                Values.text(lent, "delegate"),
                Values.text(lent, "delegator"),
                Values.text(lent, "expiresAt"),
                Values.text(lent, "id")));
    return ExitCode.DONE;
  }

  private Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("delegate", person);
    body.put("days", days);
    body.put("reason", reason);
    putIfGiven(body, "kinds", kinds);
    putIfGiven(body, "program", program);
    putIfGiven(body, "review", review);
    return body;
  }

  private static void putIfGiven(Map<String, Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
