package dev.loopgate.tlog;

import java.security.SecureRandom;
import java.util.List;

/** Signed logs for the tests of the other packages. */
public final class TestLogs {
  public static final NoteSigner SIGNER =
      NoteSigner.generate("example.org/log", new SecureRandom());
  public static final TrustedKeys KEYS = TrustedKeys.of(new NoteVerifier(SIGNER.key()), List.of());

  private TestLogs() {}

  /** A signed log with entries that say their number. */
  public static MemoryLog of(int size) {
    MemoryLog log = MemoryLog.of(size);
    log.sign(SIGNER);
    return log;
  }
}
