package dev.loopgate.worker.process;

import java.io.IOException;
import java.nio.file.Files;

/** Who this process is for the kernel. */
public final class Self {
  private Self() {}

  /** Also where nobody can tell: then nothing is promised that root would break. */
  public static boolean isRoot() {
    try {
      return Integer.valueOf(0)
          .equals(Files.getAttribute(ProcessEntry.PROC.resolve("self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return true;
    }
  }
}
