package dev.loopgate.tlog.witness;

import dev.loopgate.tlog.Hash;
import dev.loopgate.tlog.TlogException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a witness, in one file: how far it has seen each log. What {@link #keep} returned
 * from is on the disk; a file that got lost is not begun anew, because a witness that forgets lets
 * a log go back.
 */
final class SeenFile implements AutoCloseable {
  private final Path file;
  private final FileChannel lock;
  private final Map<String, Seen> logs;

  private SeenFile(Path file, FileChannel lock, Map<String, Seen> logs) {
    this.file = file;
    this.lock = lock;
    this.logs = logs;
  }

  /** Begins a memory; only for a key that has never signed anything. */
  static void create(Path file) throws IOException {
    replace(file, Map.of());
  }

  /** Opens the memory for this process alone. */
  static SeenFile open(Path file) throws IOException {
    FileChannel lock =
        FileChannel.open(
            file.resolveSibling(file.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      FileLock held = lock.tryLock();
      if (held == null) {
        throw new TlogException("another witness is running with " + file);
      }
      return new SeenFile(file, lock, read(file));
    } catch (OverlappingFileLockException e) {
      lock.close();
      throw new TlogException("another witness is running with " + file, e);
    } catch (IOException | TlogException e) {
      lock.close();
      throw e;
    }
  }

  private static Map<String, Seen> read(Path file) throws IOException {
    Map<String, Seen> logs = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split(" ", 3);
      if (parts.length != 3 || !parts[0].matches("[0-9]{1,18}")) {
        throw new TlogException(file + " is damaged: " + line);
      }
      logs.put(parts[2], new Seen(Long.parseLong(parts[0]), Hash.parse(parts[1])));
    }
    return logs;
  }

  Seen of(String origin) {
    @Nullable Seen seen = logs.get(origin);
    return seen == null ? Seen.NOTHING : seen;
  }

  void keep(String origin, Seen seen) throws IOException {
    Map<String, Seen> changed = new TreeMap<>(logs);
    changed.put(origin, seen);
    replace(file, changed);
    logs.put(origin, seen);
  }

  /** Readers see the old or the new content, also after a loss of power. */
  private static void replace(Path file, Map<String, Seen> logs) throws IOException {
    StringBuilder text = new StringBuilder();
    logs.forEach(
        (origin, seen) -> text.append(seen.size() + " " + seen.root() + " " + origin).append('\n'));
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
