package dev.loopgate.reviews.log;

import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.TlogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The signing key in its file. It is read again each time, and nowhere kept. */
final class LogKey {
  private final Path file;
  private final Optional<String> origin;

  LogKey(Path file, Optional<String> origin) {
    this.file = file;
    this.origin = origin;
  }

  static LogKey of(LogConfig config) {
    return new LogKey(file(config), config.origin());
  }

  static Path file(LogConfig config) {
    return config
        .keyFile()
        .orElseThrow(
            () -> new IllegalStateException("set loopgate.log.key-file to the log's signing key"));
  }

  NoteSigner load() {
    NoteSigner signer = parse();
    String name = signer.key().name();
    if (origin.filter(wanted -> !wanted.equals(name)).isPresent()) {
      throw new IllegalStateException(
          "the log's key in %s is named %s, but loopgate.log.origin is %s"
              .formatted(file, name, origin.orElseThrow()));
    }
    return signer;
  }

  private NoteSigner parse() {
    try {
      return NoteSigner.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the log's key in " + file + " cannot be read", e);
    } catch (TlogException e) {
      throw new IllegalStateException("the log's key in " + file + " is no signing key", e);
    }
  }
}
