package dev.loopgate.experiments.artifact;

import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** What attempts printed: one file each, written by offset so that a repeated chunk is harmless. */
@Singleton
public class AttemptLogs {
  private final Path directory;
  private final long limit;

  @Inject
  AttemptLogs(ArtifactConfig config) {
    directory = config.directory().toAbsolutePath().resolve("logs");
    limit = config.maxLog();
  }

  /** The log so far; empty when nothing was printed. */
  public Optional<Path> find(UUID attempt) {
    Path file = path(attempt);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /**
   * Writes a chunk at its offset.
   *
   * @return bytes of the log now
   * @throws ProblemException 409 when bytes before the offset are missing, 413 beyond the limit
   */
  public long write(UUID attempt, long offset, byte[] chunk) {
    if (offset < 0) {
      throw ProblemException.invalid("offset", "An offset is at least 0.");
    }
    if (offset > limit || offset + chunk.length > limit) {
      throw new ProblemException(
          ProblemType.TOO_LARGE, "The log of an attempt may have %d bytes.".formatted(limit));
    }
    try {
      Files.createDirectories(directory);
      return write(path(attempt), offset, ByteBuffer.wrap(chunk));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log of attempt " + attempt, e);
    }
  }

  private static long write(Path file, long offset, ByteBuffer chunk) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long size = channel.size();
      if (offset > size) {
        throw new ProblemException(
            ProblemType.CONFLICT,
            "The log has %d bytes; send the chunk that starts there first.".formatted(size));
      }
      for (long at = offset; chunk.hasRemaining(); ) {
        at += channel.write(chunk, at);
      }
      return channel.size();
    }
  }

  private Path path(UUID attempt) {
    return directory.resolve(attempt + ".log");
  }
}
