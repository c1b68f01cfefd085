package dev.loopgate.tlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A log that was exported into a directory. */
public final class DirectoryTiles implements TileReader {
  private final Path directory;

  public DirectoryTiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(directory.resolve(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
