package dev.loopgate.cli.machine;

import java.util.concurrent.TimeUnit;

/** A process that does nothing until it is ended. */
public final class Sleeper {
  private Sleeper() {}

  public static void main(String[] args) throws InterruptedException {
    System.out.println(System.getenv("LOOPGATE_TEST"));
    TimeUnit.MINUTES.sleep(5);
  }
}
