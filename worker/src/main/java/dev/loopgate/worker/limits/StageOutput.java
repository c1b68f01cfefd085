package dev.loopgate.worker.limits;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what a stage prints into the log file, up to its limit. */
public final class StageOutput {
  private final InputStream source;
  private final long limit;
  private final Thread reader;
  private volatile boolean limitReached;

  private StageOutput(Process process, Path log, long limit) {
    source = process.getInputStream();
    this.limit = limit;
    reader =
        Thread.ofPlatform().daemon().name("output-" + process.pid()).unstarted(() -> read(log));
  }

  public static StageOutput follow(Process process, Path log, long limit) {
    StageOutput output = new StageOutput(process, log, limit);
    output.reader.start();
    return output;
  }

  boolean limitReached() {
    return limitReached;
  }

  /** Waits for the last bytes; not for ever, because somebody may still hold the other end. */
  public void drain(long millis) throws InterruptedException {
    reader.join(millis);
    if (reader.isAlive()) {
      closeSource();
      reader.join(millis);
    }
  }

  private void read(Path log) {
    byte[] buffer = new byte[1 << 15];
    long bytes = 0;
    try (OutputStream out = Files.newOutputStream(log)) {
      for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
        int fitting = (int) Math.min(read, limit - bytes);
        out.write(buffer, 0, fitting);
        bytes += fitting;
        if (fitting < read) {
          limitReached = true;
          return;
        }
      }
    } catch (IOException e) {
      // The process is gone or the stream was closed: what was read so far is the log.
    }
  }

  private void closeSource() {
    try {
      source.close();
    } catch (IOException e) {
      // Nothing more comes out of it either way.
    }
  }
}
