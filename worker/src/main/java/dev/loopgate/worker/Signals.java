package dev.loopgate.worker;

/** Exit codes of processes that a signal ended: 128 and its number, as shells and bwrap say it. */
final class Signals {
  static final int XCPU = 128 + 24;
  static final int XFSZ = 128 + 25;

  /** A system call that ends whoever makes it. */
  static final int SYS = 128 + 31;

  private Signals() {}
}
