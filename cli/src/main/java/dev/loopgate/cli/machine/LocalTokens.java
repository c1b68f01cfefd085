package dev.loopgate.cli.machine;

import dev.loopgate.cli.client.SecretFiles;
import dev.loopgate.cli.output.Screen;
import dev.loopgate.cli.token.Announcement;
import dev.loopgate.cli.token.Issuer;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The principals of one machine: four people, the three services, the worker. */
final class LocalTokens {
  private static final Duration TTL = Duration.ofDays(30);

  private static final List<LocalPrincipal> PRINCIPALS =
      List.of(
          new LocalPrincipal(
              "researcher",
              "researcher@local",
              PrincipalKind.HUMAN,
              List.of(Role.RESEARCHER, Role.REVIEWER, Role.OPERATOR)),
          new LocalPrincipal(
              "reviewer",
              "reviewer@local",
              PrincipalKind.HUMAN,
              List.of(Role.REVIEWER, Role.SAFETY, Role.AUDITOR)),
          new LocalPrincipal(
              "safety", "safety@local", PrincipalKind.HUMAN, List.of(Role.SAFETY, Role.REVIEWER)),
          new LocalPrincipal(
              "admin", "admin@local", PrincipalKind.HUMAN, List.of(Role.ADMIN, Role.OPERATOR)),
          new LocalPrincipal("ideas", "ideas", PrincipalKind.SERVICE, List.of(Role.PEER)),
          new LocalPrincipal(
              "experiments", "experiments", PrincipalKind.SERVICE, List.of(Role.PEER)),
          new LocalPrincipal("reviews", "reviews", PrincipalKind.SERVICE, List.of(Role.PEER)),
          new LocalPrincipal(
              "worker", "worker@local", PrincipalKind.SERVICE, List.of(Role.WORKER)));

  private final MachineFiles files;
  private final Issuer issuer;
  private final InstantSource clock;
  private volatile Instant made = Instant.EPOCH;

  private record LocalPrincipal(
      String file, String subject, PrincipalKind kind, List<Role> roles) {}

  LocalTokens(MachineFiles files, Issuer issuer, InstantSource clock) {
    this.files = files;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** The subjects of the people of one machine. */
  static List<String> people() {
    return PRINCIPALS.stream()
        .filter(principal -> principal.kind() == PrincipalKind.HUMAN)
        .map(LocalPrincipal::subject)
        .toList();
  }

  /** Tells the log of every token, now that it runs. */
  void announce(Function<Supplier<String>, PeerClient> reviews)
      throws IOException, InterruptedException {
    for (LocalPrincipal principal : PRINCIPALS) {
      String token = Files.readString(files.home().token(principal.file())).strip();
      Announcement.of(reviews.apply(() -> token));
    }
  }

  /** Whether the tokens have lived half of their time. */
  boolean areHalfOver() {
    return clock.instant().isAfter(made.plus(TTL.dividedBy(2)));
  }

  /** Renews every token. None is ever shown: only where they are. */
  void renew(Screen screen) throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    boolean isFirst = !Files.exists(files.home().token(PRINCIPALS.getFirst().file()));
    for (LocalPrincipal principal : PRINCIPALS) {
      String token =
          issuer.token(principal.subject(), principal.kind(), principal.roles(), null, now, TTL);
      SecretFiles.write(files.home().token(principal.file()), token + "\n");
    }
    made = now;
    if (isFirst) {
      screen.note("the tokens of four people: " + files.home().token("*"));
    }
  }
}
