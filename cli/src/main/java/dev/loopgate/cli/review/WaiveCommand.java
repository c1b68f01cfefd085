package dev.loopgate.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Values;
import dev.loopgate.wire.peer.PeerClient;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Setting something aside that others rely on: dual control, with a reason, in the record. */
abstract class WaiveCommand implements Callable<Integer> {
  private final Session session;
  private final String how;

  @Parameters(paramLabel = "ID", description = "The review's key or id, or its idea's key.")
  private String id = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why: one line.")
  private String reason = "";

  @Option(
      names = "--dossier",
      paramLabel = "DIGEST",
      description = "The dossier that you saw (default: the one that is current now).")
  private @Nullable String dossier;

  private WaiveCommand(Session session, String how) {
    this.session = session;
    this.how = how;
  }

  /** {@code loopgate review override}. */
  @Command(
      name = "override",
      description = "Say that the vetoes which stand now shall not stand; it takes two people.",
      mixinStandardHelpOptions = true)
  static final class SetVetoAside extends WaiveCommand {
    SetVetoAside(Session session) {
      super(session, "overrides");
    }
  }

  /** {@code loopgate review break-glass}. */
  @Command(
      name = "break-glass",
      description = "Call for a decision without those whom the policy asks for; it takes two.",
      mixinStandardHelpOptions = true)
  static final class BreakGlass extends WaiveCommand {
    BreakGlass(Session session) {
      super(session, "break-glass");
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    PeerClient reviews = session.reviewsAsReviewer();
    JsonNode review = new Reviews(reviews).find(id);
    String seen = dossier == null ? Values.text(review, "dossierDigest") : dossier.strip();
    session.screen().note("dossier " + seen);
    JsonNode result =
        reviews.post(
            Address.of("reviews").slash(Values.text(review, "id")).slash(how).toString(),
            Map.of("reason", reason),
            JsonNode.class,
            Map.of(
                "If-Match",
                "\"" + seen.replace("\"", "") + "\"",
                "Idempotency-Key",
                UUID.randomUUID().toString()));
    session.show(
        result,
        "%s is %s; it still needs: %s"
            .formatted(Values.text(result, "key"), Values.text(result, "state"), Needs.of(result)));
    return ExitCode.DONE;
  }
}
