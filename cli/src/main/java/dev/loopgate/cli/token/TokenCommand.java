package dev.loopgate.cli.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.client.Session;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code loopgate token …}: tokens signed by this machine's own issuer. */
@Command(
    name = "token",
    description = "Tokens of this machine's issuer.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class TokenCommand {
  private final Session session;

  public TokenCommand(Session session) {
    this.session = session;
  }

  /** Whom tokens are made for; services get theirs from the launcher. */
  enum Kind {
    HUMAN(PrincipalKind.HUMAN),
    AGENT(PrincipalKind.AGENT);

    private final PrincipalKind principal;

    Kind(PrincipalKind principal) {
      this.principal = principal;
    }
  }

  @Command(description = "Print a new token.", mixinStandardHelpOptions = true)
  void create(
      @Option(names = "--kind", required = true, paramLabel = "human|agent") Kind kind,
      @Option(names = "--subject", required = true, paramLabel = "NAME") String subject,
      @Option(
              names = "--role",
              split = ",",
              converter = RoleName.class,
              paramLabel = "ROLE",
              description = "May be repeated (default: researcher).")
          @Nullable List<Role> roles,
      @Option(
              names = "--sponsor",
              paramLabel = "NAME",
              description = "The person who answers for an agent.")
          @Nullable String sponsor,
      @Option(
              names = "--ttl",
              defaultValue = "7d",
              converter = Ttl.class,
              paramLabel = "TIME",
              description = "For example 12h (default: ${DEFAULT-VALUE}).")
          Duration ttl,
      @Option(
              names = "--offline",
              description =
                  "Make it without the log knowing: nobody can tell afterwards that it was made.")
          boolean offline)
      throws IOException, InterruptedException {
    check(kind, subject, sponsor);
    Instant now = session.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    String token =
        new Issuer(IssuerKey.load(session.home().issuerKey()))
            .token(
                subject,
                kind.principal,
                roles == null ? List.of(Role.RESEARCHER) : roles,
                sponsor,
                now,
                ttl);
    if (offline) {
      session.screen().note("this token is not in the log: it was made offline");
    } else {
      announce(token);
    }
    show(kind, subject, token, now.plus(ttl));
  }

  /** Before anybody has the token; without the log's answer nobody gets it. */
  private void announce(String token) throws InterruptedException {
    try {
      Announcement.of(session.reviewsWith(token));
    } catch (UncheckedIOException e) {
      throw new Refusal(
          "the token was not made, because the log cannot be told: " + e.getMessage(),
          "loopgate up, or --offline for a token that the log does not know");
    }
  }

  private static void check(Kind kind, String subject, @Nullable String sponsor) {
    if (subject.isBlank()) {
      throw new Refusal(ExitCode.USAGE, "--subject must name somebody", null);
    }
    if (kind == Kind.AGENT && (sponsor == null || sponsor.isBlank())) {
      throw new Refusal(
          ExitCode.USAGE,
          "an agent needs --sponsor: the person who answers for what it does",
          "--sponsor researcher@local");
    }
    if (kind == Kind.HUMAN && sponsor != null) {
      throw new Refusal(ExitCode.USAGE, "--sponsor is for agents: a person has none", null);
    }
  }

  private void show(Kind kind, String subject, String token, Instant expiresAt) {
    ObjectNode answer = Json.mapper().createObjectNode();
    answer.put("subject", subject).put("kind", kind.name()).put("token", token);
    answer.put("expiresAt", expiresAt.toString());
    session.show(answer, token);
  }
}
