package dev.loopgate.bench.attempts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Measures whole attempts, from the lease to the evidence, beside db-scheduler and plain SQL on the
 * same PostgreSQL.
 */
public final class MeasureAttempts {
  private static final int IDLE_SECONDS = 10;

  private final Options options;
  private final Installation installation;
  private final Transactions transactions;

  private MeasureAttempts(Options options, Installation installation) throws IOException {
    this.options = options;
    this.installation = installation;
    this.transactions = new Transactions(installation.postgres("postgres"));
  }

  /** {@code --ideas N --connections N --warm-up N --attempts N --peer-jobs N}. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    Options options = Options.parse(arguments);
    Path data = Files.createTempDirectory("loopgate-bench-");
    try (Installation installation = Installation.start(data.resolve("home"))) {
      new MeasureAttempts(options, installation).run(data);
    }
  }

  private void run(Path data) throws IOException, InterruptedException, SQLException {
    say("start", AttemptReport.processorTime(installation.processorTime()));
    NullProgram program = new NullProgram(installation);
    program.apply(data.resolve("program"));
    say("idle", idle());
    try (NoOpWorker worker = new NoOpWorker(installation.client("experiments", "worker"))) {
      worker.start(options.connections());
      program.propose(options.ideas(), worker);
      worker.complete(options.warmUp());
      worker.forget();
      System.out.println(measured(worker));
    }
    for (Peer peer : Peer.all(installation, options)) {
      say(peer.name(), "%.0f jobs/s".formatted(peer.jobsPerSecond()));
    }
  }

  private String idle() throws IOException, InterruptedException, SQLException {
    Reading before = read();
    Thread.sleep(IDLE_SECONDS * 1_000L);
    Reading used = read().since(before);
    return "%.1f transactions/s, %.1f ms of processor time/s"
        .formatted(
            sum(used.transactions()) / used.seconds(), sum(used.processorTime()) / used.seconds());
  }

  private String measured(NoOpWorker worker)
      throws IOException, InterruptedException, SQLException {
    Reading before = read();
    int begun = worker.done();
    worker.complete(options.attempts());
    int attempts = worker.done() - begun;
    Reading used = read().since(before);
    return AttemptReport.of(attempts, used, worker);
  }

  private Reading read() throws IOException, SQLException {
    return new Reading(System.nanoTime(), installation.processorTime(), transactions.count());
  }

  private static double sum(Map<String, Double> values) {
    return values.values().stream().collect(Collectors.summingDouble(Double::doubleValue));
  }

  private static void say(String what, String result) {
    System.out.printf("%-22s %s%n", what, result);
  }
}
