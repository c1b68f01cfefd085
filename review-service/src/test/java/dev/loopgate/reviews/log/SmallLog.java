package dev.loopgate.reviews.log;

import com.fasterxml.uuid.Generators;
import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.record.RecordGate;
import dev.loopgate.testkit.TestDatabase;
import dev.loopgate.testkit.TransactionalDataSource;
import dev.loopgate.tlog.witness.WitnessClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** The log on a database and files of its own, without the container around it. */
final class SmallLog {
  final TransactionalDataSource transactions;
  final LogStore record;
  final Sequencer sequencer;
  final Publisher publisher;
  final TreeStore tree;
  final CheckpointStore checkpoints;
  final StoredTiles tiles;

  /** Opens what the database holds; {@link #migrate} makes an empty one. */
  SmallLog(String url, Path key, Path memory) {
    this(url, key, memory, List.of());
  }

  SmallLog(String url, Path key, Path memory, List<WitnessClient> witnesses) {
    this(postgres(url), key, memory, witnesses);
  }

  SmallLog(DataSource database, Path key, Path memory, List<WitnessClient> witnesses) {
    transactions = new TransactionalDataSource(database);
    Sql sql = new Sql(transactions.dataSource());
    Clock clock = Clock.systemUTC();
    Ids ids = Generators.timeBasedEpochRandomGenerator()::generate;
    RecordGate gate = new RecordGate(Duration.ofDays(1), () -> 0);
    record = new LogStore(sql, gate, appended -> {}, clock, ids);
    tree = new TreeStore(sql);
    checkpoints = new CheckpointStore(sql);
    tiles = new StoredTiles(tree, checkpoints);
    sequencer =
        new Sequencer(
            new PendingStore(sql), tree, tiles, new FeedStore(sql, clock, ids), transactions);
    publisher =
        new Publisher(
            new LogKey(key, Optional.empty()),
            new Memory(memory),
            tree,
            checkpoints,
            tiles,
            new Witnesses(witnesses, witnesses.size(), tiles));
  }

  static void migrate(String url) {
    migrate(url, TestDatabase.ROLE, TestDatabase.PASSWORD);
  }

  static void migrate(String url, String role, String password) {
    Flyway.configure()
        .dataSource(url, role, password)
        .locations("db/chassis", "db/migration")
        .load()
        .migrate();
  }

  private static PGSimpleDataSource postgres(String url) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    dataSource.setUser(TestDatabase.ROLE);
    dataSource.setPassword(TestDatabase.PASSWORD);
    return dataSource;
  }

  /** Appends so many entries in one transaction. */
  void append(int count, String text) {
    transactions.run(() -> {
      for (int i = 0; i < count; i++) {
        record.append("test", Map.of("i", i, "text", text));
      }
      return true;
    });
  }
}
