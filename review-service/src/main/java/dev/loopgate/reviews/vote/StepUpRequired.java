package dev.loopgate.reviews.vote;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.reviews.rules.Terms;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The voter must prove again who they are. Says so as RFC 9470 does, so that a client can send the
 * person through the provider with the right parameters.
 */
public class StepUpRequired extends ProblemException {
  private final String challenge;

  private StepUpRequired(String detail, String challenge) {
    super(VoteProblems.STEP_UP_REQUIRED, detail);
    this.challenge = challenge;
  }

  /** A login whose time or class nobody knows is never fresh or strong enough. */
  public static void check(Principal voter, Terms.@Nullable Authentication demanded, Instant now) {
    if (demanded == null || (isFresh(voter, demanded.atMost(), now) && isStrong(voter, demanded))) {
      return;
    }
    throw new StepUpRequired(detail(voter, demanded), challenge(demanded));
  }

  private static boolean isFresh(Principal voter, @Nullable Duration atMost, Instant now) {
    Instant since = voter.authenticatedAt();
    return atMost == null
        || (since != null && !since.isAfter(now) && !now.isAfter(since.plus(atMost)));
  }

  private static boolean isStrong(Principal voter, Terms.Authentication demanded) {
    return demanded.acr().isEmpty()
        || (voter.acr() != null && demanded.acr().contains(voter.acr()));
  }

  private static String detail(Principal voter, Terms.Authentication demanded) {
    String fresh =
        demanded.atMost() == null
            ? ""
            : ", at most %d minutes ago".formatted(demanded.atMost().toMinutes());
    String strong = demanded.acr().isEmpty() ? "" : ", as " + String.join(" or ", demanded.acr());
    return "The policy wants %s to have logged in%s%s. Log in again and repeat the vote."
        .formatted(voter.subject(), fresh, strong);
  }

  private static String challenge(Terms.Authentication demanded) {
    StringBuilder challenge =
        new StringBuilder(
            "Bearer error=\"insufficient_user_authentication\","
                + " error_description=\"The policy wants a fresher or stronger login\"");
    if (!demanded.acr().isEmpty()) {
      challenge
          .append(", acr_values=\"")
          .append(
              String.join(" ", demanded.acr()).replaceAll("[^\\x21\\x23-\\x5B\\x5D-\\x7E ]", ""))
          .append('"');
    }
    if (demanded.atMost() != null) {
      challenge.append(", max_age=\"").append(demanded.atMost().toSeconds()).append('"');
    }
    return challenge.toString();
  }

  Response response() {
    return Response.status(problem().status())
        .type(Problem.MEDIA_TYPE)
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
        .entity(problem())
        .build();
  }
}
