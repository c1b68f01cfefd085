package dev.loopgate.bench.log;

import dev.loopgate.cli.token.Issuer;
import dev.loopgate.cli.token.IssuerKey;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.tlog.HttpTiles;
import dev.loopgate.tlog.NoteVerifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Appends to the log of a running review-service at a fixed rate, over HTTP, and follows the log as
 * an auditor does who trusts nothing but its key. Options: {@code --url} of the service, {@code
 * --keys} of its installation, {@code --rate} in entries per second, {@code --seconds}.
 *
 * <p>Each entry is the announcement of a token: a request that is authenticated and committed on
 * its own. The exit code is 1 when the 99th percentile from append to verified is 2 s or more, or
 * when the rate was not reached.
 */
public final class LogLatency {
  private static final Duration PROMISED = Duration.ofSeconds(2);
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration TO_CATCH_UP = Duration.ofSeconds(30);
  private static final double REACHED = 0.99;

  private LogLatency() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    URI url = URI.create(option(arguments, "--url", "http://127.0.0.1:8083"));
    Path keys = Path.of(option(arguments, "--keys", System.getProperty("user.home")));
    int rate = Integer.parseInt(option(arguments, "--rate", "1000"));
    int seconds = Integer.parseInt(option(arguments, "--seconds", "60"));
    Issuer issuer = new Issuer(IssuerKey.load(keys.resolve("issuer.pem")));
    Auditor auditor = auditor(url, keys, issuer);
    Thread following = Thread.ofPlatform().name("auditor").start(auditor);

    System.err.printf("warming up for %d s%n", WARM_UP.toSeconds());
    new Load(url, tokens(issuer, (int) (rate / 2 * WARM_UP.toSeconds())), rate / 2).run();
    System.err.printf("signing %d tokens%n", rate * seconds);
    Load load = new Load(url, tokens(issuer, rate * seconds), rate);
    System.err.printf("appending for %d s%n", seconds);
    load.run();
    auditor.awaitAll(load.acknowledged(), TO_CATCH_UP);
    following.interrupt();
    following.join();

    Spread durable = DurableWrites.measure(keys);
    System.out.print(report(load, auditor, durable));
    boolean kept =
        load.entriesPerSecond() >= REACHED * rate
            && auditor.latencies(load.acknowledged()).percentile(99) < PROMISED.toNanos();
    System.exit(kept ? 0 : 1);
  }

  private static String option(String[] arguments, String name, String otherwise) {
    int at = List.of(arguments).indexOf(name);
    return at >= 0 && at + 1 < arguments.length ? arguments[at + 1] : otherwise;
  }

  private static Auditor auditor(URI url, Path keys, Issuer issuer) throws IOException {
    String token = token(issuer, "auditor@bench", List.of(Role.AUDITOR));
    HttpTiles tiles =
        new HttpTiles(
            HttpClient.newHttpClient(),
            url.resolve("/log"),
            Map.of("Authorization", "Bearer " + token));
    return new Auditor(tiles, NoteVerifier.of(Files.readString(keys.resolve("log.vkey")).strip()));
  }

  private static List<String> tokens(Issuer issuer, int count) {
    return java.util.stream.IntStream.range(0, count)
        .parallel()
        .mapToObj(i -> token(issuer, "bench" + i % 100 + "@bench", List.of()))
        .toList();
  }

  private static String token(Issuer issuer, String subject, List<Role> roles) {
    return issuer.token(
        subject, PrincipalKind.HUMAN, roles, null, Instant.now(), Duration.ofHours(1));
  }

  private static String report(Load load, Auditor auditor, Spread durable) {
    Spread fromAnswer = auditor.latencies(load.acknowledged());
    Spread fromDue = auditor.latencies(load.due());
    double limit = durable.percentile(50);
    return """
    appended            %,d entries in %.1f s: %,.0f per second, %d refused or failed
    answer of append    %s
    append -> verified  %s
    due    -> verified  %s   (counts what waited in the client too)
    durable 4 KiB write %s   (the limit of this disk)
    ratio               p99 append -> verified is %.0f durable writes
    """
        .formatted(
            load.acknowledged().size(),
            load.seconds(),
            load.entriesPerSecond(),
            load.failures(),
            load.answers(),
            fromAnswer,
            fromDue,
            durable,
            fromAnswer.percentile(99) / limit)
        .replace("\n", System.lineSeparator());
  }

  static double millis(double nanos) {
    return nanos / TimeUnit.MILLISECONDS.toNanos(1);
  }
}
