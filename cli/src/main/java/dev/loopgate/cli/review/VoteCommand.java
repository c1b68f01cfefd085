package dev.loopgate.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Values;
import dev.loopgate.wire.peer.PeerClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate review vote}: one person's answer on exactly the dossier that they saw. */
@Command(
    name = "vote",
    description = "Vote on a review, as the local reviewer unless told otherwise.",
    mixinStandardHelpOptions = true)
final class VoteCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "ID", description = "The review's key or id, or its idea's key.")
  private String id = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Answer answer = new Answer();

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why: one line.")
  private String reason = "";

  @Option(
      names = "--dossier",
      paramLabel = "DIGEST",
      description = "The dossier that you saw (default: the one that is current now).")
  private @Nullable String dossier;

  @Option(
      names = "--for",
      paramLabel = "PERSON",
      description = "Vote as the delegate of this person.")
  private @Nullable String onBehalfOf;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "A short word for those who count reasons; can be repeated.")
  private List<String> codes = new ArrayList<>();

  /** Exactly one of the answers; there is no default. */
  static final class Answer {
    @Option(names = "--approve")
    @SuppressWarnings("UnusedVariable") // exactly one of them is set
    private boolean approve;

    @Option(names = "--veto")
    private boolean veto;

    @Option(names = "--abstain")
    private boolean abstain;

    @Option(names = "--recuse", description = "Declare a conflict of interest, for good.")
    private boolean recuse;

    @Option(names = "--withdraw", description = "Take the last answer back.")
    private boolean withdraw;

    String value() {
      if (abstain) {
        return "ABSTAIN";
      }
      if (recuse) {
        return "RECUSE";
      }
      if (withdraw) {
        return "WITHDRAW";
      }
      return veto ? "VETO" : "APPROVE";
    }
  }

  VoteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    PeerClient reviews = session.reviewsAsReviewer();
    JsonNode review = new Reviews(reviews).find(id);
    String key = review.path("id").asText();
    String seen = dossier == null ? review.path("dossierDigest").asText() : dossier.strip();
    session.screen().note("dossier " + seen);
    JsonNode result = cast(reviews, key, seen);
    session.show(result, outcome(reviews, key));
    return ExitCode.DONE;
  }

  private JsonNode cast(PeerClient reviews, String key, String seen) throws InterruptedException {
    return reviews.post(
        Address.of("reviews").slash(key).slash("votes").toString(),
        body(),
        JsonNode.class,
        Map.of(
            "If-Match",
            "\"" + seen.replace("\"", "") + "\"",
            "Idempotency-Key",
            UUID.randomUUID().toString()));
  }

  private Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("value", answer.value());
    body.put("reason", reason);
    if (onBehalfOf != null) {
      body.put("onBehalfOf", onBehalfOf);
    }
    if (!codes.isEmpty()) {
      body.put("reasonCodes", codes);
    }
    return body;
  }

  private String outcome(PeerClient reviews, String key) throws InterruptedException {
    JsonNode review = reviews.get(Address.of("reviews").slash(key).toString(), JsonNode.class);
    String name = Values.text(review, "key");
    if (review.path("state").asText().equals("OPEN")) {
      return "%s is counted; %s still needs: %s".formatted(answer.value(), name, Needs.of(review));
    }
    if (Values.has(review, "plant")) {
      return "%s is counted; %s was planted to see whether people look: %s. %s"
          .formatted(
              answer.value(),
              name,
              Values.text(review, "/plant/result"),
              Values.text(review, "/plant/wrong"));
    }
    return "%s is counted; %s is decided: %s"
        .formatted(answer.value(), name, Values.text(review, "/decision/outcome"));
  }
}
