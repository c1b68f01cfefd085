package dev.loopgate.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Port bases that nobody uses, so that builds beside each other on one machine do not meet. They
 * are below those that a system gives to connections that go out.
 */
public final class FreePorts {
  private static final int SERVICES = 3;
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  private FreePorts() {}

  /** A number whose three successors are free now. */
  public static String base() {
    int base;
    do {
      base = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
    } while (!areFree(base));
    return Integer.toString(base);
  }

  private static boolean areFree(int base) {
    for (int port = base + 1; port <= base + SERVICES; port++) {
      if (!isFree(port)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
