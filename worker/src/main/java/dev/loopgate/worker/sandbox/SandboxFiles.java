package dev.loopgate.worker.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The few files that a sandbox is made with, written by the worker itself: names of this machine
 * inside, so that {@code localhost} is found without asking a name server, and the system call
 * filter.
 *
 * @param folder the worker's own, never visible to a stage
 */
record SandboxFiles(Path folder) {
  private static final String HOSTS = "127.0.0.1 localhost loopgate\n::1 localhost\n";
  private static final String LOOK_UP = "passwd: files\ngroup: files\nhosts: files dns\n";

  /** Writes them anew. */
  static SandboxFiles in(Path folder) throws IOException {
    SandboxFiles files = new SandboxFiles(folder);
    Files.createDirectories(folder);
    Files.writeString(files.hosts(), HOSTS);
    Files.writeString(files.lookUp(), LOOK_UP);
    byte[] filter = SystemCallFilter.here().orElse(new byte[0]);
    Files.write(files.filter(), filter);
    return files;
  }

  Path hosts() {
    return folder.resolve("hosts");
  }

  /** For {@code /etc/nsswitch.conf}. */
  Path lookUp() {
    return folder.resolve("nsswitch.conf");
  }

  /** Empty where no filter is known for this machine. */
  Path filter() {
    return folder.resolve("system-calls.bpf");
  }
}
