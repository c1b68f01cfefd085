package dev.loopgate.reviews.log;

import dev.loopgate.tlog.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The newest checkpoint in a file outside the database, so that a database that was restored from
 * an older backup is noticed. The file is a signed note like any other copy of the checkpoint.
 */
final class Memory {
  private final Path file;

  Memory(Path file) {
    this.file = file.toAbsolutePath();
  }

  Path file() {
    return file;
  }

  /** Empty when there is no such file. */
  Optional<SignedNote> read() {
    try {
      return Files.exists(file)
          ? Optional.of(SignedNote.parse(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the log's memory " + file + " cannot be read", e);
    }
  }

  /**
   * Replaces the file as a whole; it has reached the disk when this returns. Other replicas may do
   * the same at the same time.
   */
  void write(SignedNote note) {
    try {
      Path draft = Files.createTempFile(directory(), file.getFileName().toString(), ".draft");
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(note.bytes());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(directory());
    } catch (IOException e) {
      throw new UncheckedIOException("the log's memory " + file + " cannot be written", e);
    }
  }

  private Path directory() {
    return file.resolveSibling(".");
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
