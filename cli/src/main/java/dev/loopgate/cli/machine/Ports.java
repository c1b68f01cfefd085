package dev.loopgate.cli.machine;

import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the services listen.
 *
 * @param base the services take the three ports after it
 */
public record Ports(int base) {
  static final int DEFAULT_BASE = 8080;
  private static final int HIGHEST_BASE = 65_000;

  public Ports {
    if (base < 1 || base > HIGHEST_BASE) {
      throw new Refusal(
          ExitCode.USAGE, "the port base must be from 1 to " + HIGHEST_BASE, "--port-base 9080");
    }
  }

  /** Three ports in a row that nobody uses now. */
  static Ports free() throws IOException {
    for (int tries = 0; tries < 100; tries++) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        Ports ports = new Ports(Math.min(socket.getLocalPort(), HIGHEST_BASE));
        if (ports.all().stream().allMatch(Ports::isFree)) {
          return ports;
        }
      }
    }
    throw new IOException("no three free ports in a row");
  }

  int of(String service) {
    return base + 1 + DatabaseAccounts.SERVICES.indexOf(service);
  }

  String url(String service) {
    return "http://127.0.0.1:" + of(service);
  }

  /** What {@code endpoints.json} holds. */
  String json() {
    Map<String, String> addresses = new LinkedHashMap<>();
    DatabaseAccounts.SERVICES.forEach(service -> addresses.put(service, url(service)));
    return Json.write(addresses) + "\n";
  }

  /** All that are taken, in the order of the services. */
  public List<Integer> all() {
    return DatabaseAccounts.SERVICES.stream().map(this::of).toList();
  }

  void requireFree() {
    for (String service : DatabaseAccounts.SERVICES) {
      if (!isFree(of(service))) {
        throw new Refusal(
            "port %d, which the %s service wants, is in use".formatted(of(service), service),
            "--port-base %d (or LOOPGATE_PORT_BASE): the services then take %d to %d"
                .formatted(base + 1000, base + 1001, base + 1003));
      }
    }
  }

  /** Whether nobody listens there. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
