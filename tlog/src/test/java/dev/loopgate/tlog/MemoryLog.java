package dev.loopgate.tlog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A log whose files are kept in memory, made by the production code. */
final class MemoryLog implements TileReader {
  final Map<String, byte[]> files = new TreeMap<>();
  private LogEdge edge = LogEdge.empty();

  static MemoryLog of(int size) {
    MemoryLog log = new MemoryLog();
    log.append(entries(0, size));
    return log;
  }

  static List<byte[]> entries(int from, int to) {
    return IntStream.range(from, to).mapToObj(MemoryLog::entry).toList();
  }

  static byte[] entry(int index) {
    return ("entry number " + index).getBytes(StandardCharsets.UTF_8);
  }

  void append(List<byte[]> entries) {
    LogEdge.Growth growth = edge.append(entries);
    growth.files().forEach((path, bytes) -> files.put(path.toString(), bytes));
    edge = growth.edge();
  }

  void sign(NoteSigner signer) {
    files.put(CHECKPOINT, checkpoint(signer.key().name()).sign(signer).bytes());
  }

  Checkpoint checkpoint(String origin) {
    return new Checkpoint(origin, edge.size(), edge.root());
  }

  byte[] file(String path) {
    return read(path).orElseThrow(() -> new AssertionError("there is no " + path));
  }

  LogEdge edge() {
    return edge;
  }

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path));
  }
}
