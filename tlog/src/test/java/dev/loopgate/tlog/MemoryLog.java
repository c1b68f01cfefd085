package dev.loopgate.tlog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A log whose files are kept in memory, made by the production code. */
public final class MemoryLog implements TileReader {
  public final Map<String, byte[]> files = new TreeMap<>();
  private LogEdge edge = LogEdge.empty();

  public static MemoryLog of(int size) {
    MemoryLog log = new MemoryLog();
    log.append(entries(0, size));
    return log;
  }

  public static List<byte[]> entries(int from, int to) {
    return IntStream.range(from, to).mapToObj(MemoryLog::entry).toList();
  }

  public static byte[] entry(int index) {
    return ("entry number " + index).getBytes(StandardCharsets.UTF_8);
  }

  public void append(List<byte[]> entries) {
    LogEdge.Growth growth = edge.append(entries);
    growth.files().forEach((path, bytes) -> files.put(path.toString(), bytes));
    edge = growth.edge();
  }

  public void sign(NoteSigner signer) {
    files.put(CHECKPOINT, checkpoint(signer.key().name()).sign(signer).bytes());
  }

  public Checkpoint checkpoint(String origin) {
    return new Checkpoint(origin, edge.size(), edge.root());
  }

  public byte[] file(String path) {
    return read(path).orElseThrow(() -> new AssertionError("there is no " + path));
  }

  public LogEdge edge() {
    return edge;
  }

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path));
  }
}
