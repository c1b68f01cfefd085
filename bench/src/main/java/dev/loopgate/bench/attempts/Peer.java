package dev.loopgate.bench.attempts;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Another way to drain durable jobs that do nothing, on the same PostgreSQL. */
interface Peer {
  String name();

  double jobsPerSecond() throws InterruptedException, SQLException;

  static List<Peer> all(Installation installation, Options options) throws IOException {
    PeerDatabase database = new PeerDatabase(installation);
    return List.of(
        new DbSchedulerDrain(database, options.connections(), options.peerJobs()),
        new RawSqlDrain(database, options.connections(), options.peerJobs()));
  }
}
