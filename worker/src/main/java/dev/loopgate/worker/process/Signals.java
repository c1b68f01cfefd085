package dev.loopgate.worker.process;

/** Exit codes of processes that a signal ended: 128 and its number, as shells and bwrap say it. */
public final class Signals {
  public static final int XCPU = 128 + 24;
  public static final int XFSZ = 128 + 25;

  /** A system call that ends whoever makes it. */
  public static final int SYS = 128 + 31;

  private Signals() {}
}
