package dev.loopgate.cli.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Server binaries whose unpacking was cut short: the unpacker would take them for whole files. */
final class HalfUnpacked {
  private HalfUnpacked() {}

  static void delete(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> halves =
          entries
              .filter(path -> path.getFileName().toString().startsWith("PG-"))
              .filter(path -> !Files.exists(path.resolve(".exists")))
              .toList();
      for (Path half : halves) {
        Trees.delete(half);
      }
    }
  }
}
