package dev.loopgate.cli.machine;

import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second launcher off a data directory; the system lets go of it however this one ends. */
final class MachineLock implements AutoCloseable {
  private final FileChannel channel;

  private MachineLock(FileChannel channel) {
    this.channel = channel;
  }

  static MachineLock take(MachineFiles files) throws IOException {
    Path pid = files.run("launcher.pid");
    FileChannel channel =
        FileChannel.open(
            files.run("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isTaken(channel)) {
      channel.close();
      throw new Refusal(
          ExitCode.CONFLICT,
          "Loopgate already runs in %s (process %s)"
              .formatted(files.home().data(), Files.exists(pid) ? read(pid) : "unknown"),
          "use it as it is, stop it first, or choose another directory with --data DIR"
              + " --port-base N");
    }
    Files.writeString(pid, ProcessHandle.current().pid() + "\n");
    return new MachineLock(channel);
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String read(Path pid) throws IOException {
    return Files.readString(pid).strip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
