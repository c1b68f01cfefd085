package dev.loopgate.worker.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the kernel counts in the network namespace of a stage. There is nothing but a loopback
 * interface in it, so a packet without a route was meant for the outside, and a datagram to a port
 * where nobody listens is what a name lookup looks like. The open files keep the counters readable
 * after the last process is gone.
 */
public final class NetworkCounters implements AutoCloseable {
  private static final int MAX_BYTES = 1 << 16;
  private static final Map<String, String> TELLING =
      Map.of(
          "Ip.OutNoRoutes", "packets without a route",
          "Ip6OutNoRoutes", "IPv6 packets without a route",
          "Udp.NoPorts", "datagrams to a local port where nobody listens, as name lookups are",
          "Udp6NoPorts", "IPv6 datagrams to a local port where nobody listens");

  private final List<FileChannel> files = new ArrayList<>();
  private final Map<String, Long> before;

  private NetworkCounters(List<Path> paths) {
    for (Path path : paths) {
      try {
        files.add(FileChannel.open(path));
      } catch (IOException e) {
        // Without IPv6 there is no such file; then there is nothing to count either.
      }
    }
    before = read();
  }

  /** Of the namespace that this process is in. */
  public static NetworkCounters of(long pid) {
    Path net = ProcessEntry.PROC.resolve(Long.toString(pid)).resolve("net");
    return new NetworkCounters(List.of(net.resolve("snmp"), net.resolve("snmp6")));
  }

  /** Where a stage has the machine's network there is nothing to be told apart. */
  static NetworkCounters none() {
    return new NetworkCounters(List.of());
  }

  public boolean readable() {
    return before.containsKey("Ip.OutNoRoutes");
  }

  /** What was tried since the start, one sentence part each. */
  public List<String> attempts() {
    Map<String, Long> now = read();
    return TELLING.keySet().stream()
        .sorted()
        .filter(name -> grown(name, now) > 0)
        .map(name -> "%s: %d %s".formatted(name, grown(name, now), TELLING.get(name)))
        .toList();
  }

  private long grown(String name, Map<String, Long> now) {
    return now.getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
  }

  private Map<String, Long> read() {
    Map<String, Long> counters = new HashMap<>();
    for (FileChannel file : files) {
      parse(text(file).lines().toList(), counters);
    }
    return counters;
  }

  private static String text(FileChannel file) {
    try {
      ByteBuffer buffer = ByteBuffer.allocate(MAX_BYTES);
      int read = 1;
      while (read > 0) {
        read = file.read(buffer, buffer.position());
      }
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }

  /** {@code snmp} has a line of names before each line of values, {@code snmp6} a pair per line. */
  private static void parse(List<String> lines, Map<String, Long> counters) {
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).strip().split("\\s+");
      if (words.length == 2 && !words[0].endsWith(":")) {
        put(counters, words[0], words[1]);
      } else if (i + 1 < lines.size() && words[0].endsWith(":")) {
        pairs(words, lines.get(i + 1).strip().split("\\s+"), counters);
      }
    }
  }

  private static void pairs(String[] names, String[] values, Map<String, Long> counters) {
    String group = names[0].replace(":", ".");
    for (int i = 1; i < Math.min(names.length, values.length); i++) {
      put(counters, group + names[i], values[i]);
    }
  }

  private static void put(Map<String, Long> counters, String name, String value) {
    if (value.matches("-?[0-9]{1,18}")) {
      counters.put(name, Long.parseLong(value));
    }
  }

  @Override
  public void close() throws IOException {
    for (FileChannel file : files) {
      file.close();
    }
  }
}
