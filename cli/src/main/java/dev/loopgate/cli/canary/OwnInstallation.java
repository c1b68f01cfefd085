package dev.loopgate.cli.canary;

import dev.loopgate.cli.client.SecretFiles;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.machine.Extras;
import dev.loopgate.cli.machine.Machine;
import dev.loopgate.cli.machine.Trees;
import dev.loopgate.cli.output.Screen;
import dev.loopgate.cli.token.Issuer;
import dev.loopgate.cli.token.IssuerKey;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Loopgate of its own for the attacks: no data of anybody else, low limits so that a flood is
 * over soon, and a secret that stages must not see.
 */
final class OwnInstallation implements AutoCloseable {
  private static final String SECRET = "planted-secret-7d20e9"; // the corpus looks for it
  private static final String SPONSOR = "researcher@local";
  private static final Duration TTL = Duration.ofHours(2);

  private static final Map<String, String> LIMITS =
      Map.of(
          "loopgate.lease.output-bytes", "1000000",
          "loopgate.lease.disk-bytes", "33554432",
          "loopgate.lease.memory-bytes", "805306368",
          "loopgate.lease.processes", "128",
          "loopgate.lease.cpu-seconds", "3",
          "loopgate.lease.artifact-bytes", "2097152");

  private final Session session;
  private final Machine machine;
  private final Path home;
  private final boolean keep;

  private OwnInstallation(Session session, Machine machine, Path home, boolean keep) {
    this.session = session;
    this.machine = machine;
    this.home = home;
    this.keep = keep;
  }

  /** Starts everything in {@code canary/} of the data directory, and returns when it is ready. */
  static OwnInstallation start(Session session, boolean keep)
      throws IOException, InterruptedException {
    Path home = session.home().data().resolve("canary");
    SecretFiles.directory(home);
    Session own = session.aside(home, journal(home));
    Machine machine =
        Machine.startAfresh(own, new Extras(LIMITS, environment(session.environment())));
    return new OwnInstallation(session, machine, home, keep);
  }

  /** What the launcher says is of interest only when something goes wrong. */
  private static Screen journal(Path home) throws IOException {
    PrintStream file =
        new PrintStream(
            Files.newOutputStream(home.resolve("launcher.log")), true, StandardCharsets.UTF_8);
    return new Screen(file, file);
  }

  /** Attacks wait more than they compute, so there are more places than processors. */
  private static Map<String, String> environment(Map<String, String> callers) {
    Map<String, String> environment = new HashMap<>();
    environment.put("LOOPGATE_CANARY_SECRET", SECRET);
    environment.put("LOOPGATE_WORKER_SLOTS", callers.getOrDefault("LOOPGATE_WORKER_SLOTS", "4"));
    return environment;
  }

  /** A service as the person who sponsors the agents. */
  PeerClient asPerson(String service) {
    return machine.client(service, Session.RESEARCHER);
  }

  /** review-service as the person who decides. */
  PeerClient asReviewer() {
    return machine.client("reviews", Session.REVIEWER);
  }

  /** ideas-service as an agent. */
  PeerClient asAgent(String subject) throws IOException {
    Path key = session.aside(home, session.screen()).home().issuerKey();
    String token =
        new Issuer(IssuerKey.load(key))
            .token(
                subject,
                PrincipalKind.AGENT,
                List.of(Role.RESEARCHER),
                SPONSOR,
                session.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                TTL);
    return machine.client("ideas", () -> token);
  }

  /** Stops everything and removes its data, unless somebody wants to look at it. */
  @Override
  public void close() {
    machine.close();
    if (keep) {
      session.screen().note("kept: " + home);
      return;
    }
    try {
      Trees.delete(home);
    } catch (IOException e) {
      session.screen().note("cannot remove %s: %s".formatted(home, e.getMessage()));
    }
  }
}
