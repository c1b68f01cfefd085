package dev.loopgate.bench.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.EntryBundle;
import dev.loopgate.tlog.Hash;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TileReader;
import dev.loopgate.tlog.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/**
 * Follows a log: reads each new checkpoint, checks its signature, fetches the entries, lets its own
 * tree grow by them, and believes them when its root is the signed one.
 */
final class Auditor implements Runnable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private final TileReader log;
  private final NoteVerifier key;
  private final Map<String, Long> verified = new ConcurrentHashMap<>();
  private Tree tree = Tree.empty();

  Auditor(TileReader log, NoteVerifier key) {
    this.log = log;
    this.key = key;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        follow();
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (InterruptedException e) {
      return;
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void follow() throws IOException {
    SignedNote note = SignedNote.parse(read("checkpoint"));
    Checkpoint checkpoint = Checkpoint.parse(note.verifiedBy(key));
    if (checkpoint.size() == tree.size()) {
      return;
    }
    List<byte[]> entries = entries(tree.size(), checkpoint.size());
    Tree grown = tree.append(entries.stream().map(Auditor::leaf).toList());
    if (!grown.root().equals(checkpoint.root())) {
      throw new IllegalStateException("the log's entries have not the root that it signed");
    }
    tree = grown;
    long now = System.nanoTime();
    entries.forEach(entry -> note(entry, now));
  }

  private static Hash leaf(byte[] entry) {
    return EntryBundle.of(List.of(entry)).leaves().getFirst();
  }

  private List<byte[]> entries(long from, long to) throws IOException {
    List<byte[]> entries = new java.util.ArrayList<>();
    for (long bundle = from / TilePath.FULL; bundle * TilePath.FULL < to; bundle++) {
      TilePath path = TilePath.in(to, TilePath.ENTRIES, bundle);
      List<byte[]> all = EntryBundle.parse(path, read(path.toString())).entries();
      int skip = (int) Math.max(0, from - bundle * TilePath.FULL);
      entries.addAll(all.subList(skip, all.size()));
    }
    return entries;
  }

  private byte[] read(String path) throws IOException {
    return log.read(path).orElseThrow(() -> new IOException("the log does not serve " + path));
  }

  private void note(byte[] entry, long now) {
    JsonNode leaf = Json.read(new String(entry, StandardCharsets.UTF_8), JsonNode.class);
    String id = leaf.path("entry").path("tokenId").asText();
    if (!id.isEmpty()) {
      verified.put(id, now);
    }
  }

  /** Waits until all of them are verified, or the time is over. */
  void awaitAll(Map<String, Long> appended, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!verified.keySet().containsAll(appended.keySet()) && System.nanoTime() < end) {
      Thread.sleep(LOOK_AGAIN);
    }
  }

  /** From the given times until they were verified; what never was counts as for ever. */
  Spread latencies(Map<String, Long> since) {
    return Spread.of(
        since.entrySet().stream()
            .flatMapToLong(e ->
                LongStream.of(
                    verified.containsKey(e.getKey())
                        ? Math.max(0, verified.getOrDefault(e.getKey(), 0L) - e.getValue())
                        : Long.MAX_VALUE)));
  }
}
