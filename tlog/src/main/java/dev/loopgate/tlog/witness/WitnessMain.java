package dev.loopgate.tlog.witness;

import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.TlogException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * A witness as a program of its own, for a machine that has nothing else of Loopgate: {@code java
 * -jar loopgate-tlog.jar KEY-FILE NAME PORT ORIGIN LOG-KEY}. Listens on loopback; what makes it
 * public (TLS, limits) stands before it.
 */
public final class WitnessMain {
  private WitnessMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 5) {
      System.err.println("usage: KEY-FILE NAME PORT ORIGIN LOG-KEY");
      System.exit(2);
    }
    try {
      WitnessFiles files = WitnessFiles.open(Path.of(args[0]), args[1], new SecureRandom());
      run(files, Integer.parseInt(args[2]), args[3], NoteVerifier.of(args[4]));
    } catch (TlogException | NumberFormatException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(WitnessFiles files, int port, String origin, NoteVerifier key)
      throws IOException, InterruptedException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (WitnessServer server =
        WitnessServer.start(files, Map.of(origin, List.of(key)), address, Clock.systemUTC())) {
      System.out.println(server.key());
      System.out.println("listening on port " + server.address().getPort());
      Thread.currentThread().join();
    }
  }
}
