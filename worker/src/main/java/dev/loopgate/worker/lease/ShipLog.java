package dev.loopgate.worker.lease;

import dev.loopgate.contracts.work.Lease;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.worker.services.LeaseLostException;
import dev.loopgate.worker.services.Patience;
import dev.loopgate.worker.services.Services;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends the log file of a stage while it grows, by offset: a chunk that is sent twice after an
 * outage is stored once.
 */
final class ShipLog {
  private static final System.Logger LOG = System.getLogger(ShipLog.class.getName());
  private static final long LOOK_MILLIS = 500;

  private final Services services;
  private final Lease lease;
  private final Path file;
  private final Patience patience;
  private final KeepLease keep;
  private final byte[] buffer = new byte[1 << 17];
  private final Thread thread;
  private final CountDownLatch complete = new CountDownLatch(1);
  private long offset;

  private ShipLog(Services services, Lease lease, Path file, Patience patience, KeepLease keep) {
    this.services = services;
    this.lease = lease;
    this.file = file;
    this.patience = patience;
    this.keep = keep;
    thread = Thread.ofVirtual().name("log-" + lease.attemptId()).unstarted(this::ship);
  }

  static ShipLog start(
      Services services, Lease lease, Path file, Patience patience, KeepLease keep) {
    ShipLog ship = new ShipLog(services, lease, file, patience, keep);
    ship.thread.start();
    return ship;
  }

  /** Returns when everything is sent, or when nobody wants it any more. */
  void finish() throws InterruptedException {
    complete.countDown();
    thread.join();
  }

  private void ship() {
    try {
      while (!complete.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        sendWhatIsThere();
      }
      sendWhatIsThere();
    } catch (LeaseLostException e) {
      LOG.log(System.Logger.Level.DEBUG, "log of {0}: {1}", lease.attemptId(), e.getMessage());
    } catch (ProblemException | IOException e) {
      LOG.log(System.Logger.Level.WARNING, "log of {0}: {1}", lease.attemptId(), e.getMessage());
    } catch (InterruptedException e) {
      // The worker ends.
    }
  }

  private void sendWhatIsThere() throws IOException, InterruptedException, LeaseLostException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(offset);
      for (int read = log.read(buffer); read > 0; read = log.read(buffer)) {
        send(read);
      }
    }
  }

  private void send(int length) throws InterruptedException, LeaseLostException {
    long from = offset;
    try {
      patience.untilDone("send the log", () -> services.log(lease, from, buffer, length));
    } catch (LeaseLostException e) {
      if (!keep.unwanted()) {
        keep.markLost();
      }
      throw e;
    }
    offset += length;
  }
}
