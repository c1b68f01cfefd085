package dev.loopgate.cli.machine;

import java.io.IOException;

/** Something of the machine that runs and must keep running. */
sealed interface Part permits Database, JavaPart {
  String name();

  /** Starts it; returns once its process exists. */
  void start() throws IOException, InterruptedException;

  boolean isAlive();

  /** How it ended, in words; asked only after it did. */
  String epitaph();

  /** Ends it, politely first; returns when it is gone. */
  void stop() throws IOException, InterruptedException;
}
