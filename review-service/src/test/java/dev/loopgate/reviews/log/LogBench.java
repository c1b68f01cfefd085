package dev.loopgate.reviews.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.loopgate.chassis.loop.UntilStopped;
import dev.loopgate.reviews.record.RecordGate;
import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.NoteVerifier;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No test, and run only when it is named: how long it takes from a committed entry until an auditor
 * has verified it, at a fixed rate, each entry in a transaction of its own, on a database that
 * waits for its disk. {@code bench/README.md} says how to run it and what came of it.
 */
class LogBench {
  private static final int RATE = Integer.getInteger("loopgate.bench.rate", 1000);
  private static final int RUN = Integer.getInteger("loopgate.bench.seconds", 60);
  private static final int WRITERS = 16;
  private static final long SECOND = SECONDS.toNanos(1);

  @TempDir Path directory = Path.of("set by JUnit");

  private final Map<UUID, Long> dueAt = new ConcurrentHashMap<>();
  private final Map<UUID, Long> committedAt = new ConcurrentHashMap<>();

  @Test
  void fromAppendToVerified() throws Exception {
    try (EmbeddedPostgres postgres = durable();
        AgroalDataSource database = pool(postgres)) {
      SmallLog.migrate(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
      long[] commits = singleCommits(database);
      NoteSigner signer = NoteSigner.generate("loopgate.bench/log", new SecureRandom());
      Path key = Files.writeString(directory.resolve("log.key"), signer.secret());
      SmallLog log = new SmallLog(database, key, directory.resolve("memory"), List.of());
      RecordGate gate = new RecordGate(Duration.ofMinutes(1), System::nanoTime);
      LogDuty publishing =
          new LogDuty("signing", log.publisher::publish, Duration.ofMillis(500), gate);
      LogDuty sequencing =
          new LogDuty("writing", () -> sequence(log, publishing), Duration.ofMillis(100), gate);
      Auditor auditor = new Auditor(log.tiles, new NoteVerifier(signer.key()));
      List<UntilStopped> loops =
          Stream.of(sequencing, publishing)
              .map(duty -> new UntilStopped(duty.name(), duty))
              .toList();
      loops.forEach(UntilStopped::start);
      Thread audit = Thread.ofPlatform().start(() -> audit(log, auditor));

      append(log, sequencing, RATE / 2, 10);
      committedAt.clear();
      long start = System.nanoTime();
      append(log, sequencing, RATE, RUN);
      double seconds = (System.nanoTime() - start) / (double) SECOND;
      awaitVerified(auditor);
      loops.forEach(UntilStopped::stop);
      audit.interrupt();
      report(auditor, seconds, commits);
    }
  }

  private static void sequence(SmallLog log, LogDuty publishing) {
    if (log.sequencer.sequenceAll()) {
      publishing.wake();
    }
  }

  /** Each at its time, whether earlier ones are done or not. */
  private void append(SmallLog log, LogDuty sequencing, int rate, int seconds) {
    long start = System.nanoTime();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int i = 0; i < rate * seconds; i++) {
        long due = start + SECOND * i / rate;
        for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
          LockSupport.parkNanos(rest);
        }
        writers.execute(() -> appendOne(log, sequencing, due));
      }
    }
  }

  private void appendOne(SmallLog log, LogDuty sequencing, long due) {
    UUID[] id = new UUID[1];
    log.transactions.run(() -> {
      id[0] = log.record.append("bench", Map.of("text", "an entry of about two hundred bytes"));
      return true;
    });
    committedAt.put(id[0], System.nanoTime());
    dueAt.put(id[0], due);
    sequencing.wake();
  }

  private static void audit(SmallLog log, Auditor auditor) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (log.checkpoints.newest().isPresent()) {
          auditor.follow(log.checkpoints.newest().orElseThrow());
        }
        LockSupport.parkNanos(SECOND / 100);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void awaitVerified(Auditor auditor) {
    long end = System.nanoTime() + 60 * SECOND;
    while (!auditor.verifiedAt().keySet().containsAll(committedAt.keySet())
        && System.nanoTime() < end) {
      LockSupport.parkNanos(SECOND / 100);
    }
  }

  private void report(Auditor auditor, double seconds, long[] commits) throws IOException {
    long[] verified = until(auditor, committedAt);
    String table =
        """
        entries              %,d in %.1f s, %,.0f per second; %,d not verified
        due -> committed     %s
        committed -> verified %s
        due -> verified      %s
        one commit alone     %s
        p99 committed -> verified is %.0f such commits
        """
            .formatted(
                committedAt.size(),
                seconds,
                committedAt.size() / seconds,
                committedAt.size() - verified.length,
                spread(
                    committedAt.entrySet().stream()
                        .mapToLong(e -> e.getValue() - dueAt.getOrDefault(e.getKey(), 0L))
                        .sorted()
                        .toArray()),
                spread(verified),
                spread(until(auditor, dueAt)),
                spread(commits),
                (double) percentile(verified, 99) / percentile(commits, 50));
    System.out.println(table);
    Files.writeString(Path.of("target/log-bench.txt"), table, UTF_8);
  }

  private long[] until(Auditor auditor, Map<UUID, Long> since) {
    return committedAt.keySet().stream()
        .filter(auditor.verifiedAt()::containsKey)
        .mapToLong(id -> auditor.verifiedAt().getOrDefault(id, 0L) - since.getOrDefault(id, 0L))
        .sorted()
        .toArray();
  }

  private static String spread(long[] sorted) {
    return "p50 %.1f ms, p99 %.1f ms, max %.1f ms"
        .formatted(
            percentile(sorted, 50) / 1e6,
            percentile(sorted, 99) / 1e6,
            percentile(sorted, 100) / 1e6);
  }

  /** Nearest rank. */
  private static long percentile(long[] sorted, int percent) {
    return sorted[Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.length) - 1)];
  }

  /** What nothing that is committed can be faster than here. */
  private static long[] singleCommits(AgroalDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table commits (n int)");
      LongStream.Builder times = LongStream.builder();
      for (int i = 0; i < 500; i++) {
        long start = System.nanoTime();
        statement.execute("insert into commits values (1)");
        times.add(System.nanoTime() - start);
      }
      long[] sorted = times.build().toArray();
      Arrays.sort(sorted);
      return sorted;
    }
  }

  private static EmbeddedPostgres durable() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .start();
  }

  private static AgroalDataSource pool(EmbeddedPostgres postgres) throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(pool ->
                pool.maxSize(WRITERS + 8)
                    .connectionFactoryConfiguration(factory ->
                        factory
                            .jdbcUrl(postgres.getJdbcUrl("postgres", "postgres"))
                            .principal(new NamePrincipal("postgres")))));
  }
}
