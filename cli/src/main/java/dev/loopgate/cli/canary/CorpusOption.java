package dev.loopgate.cli.canary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the attacks are written down. */
final class CorpusOption {
  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description = "One folder for each attack (default: examples/canaries/corpus).")
  private @Nullable Path directory;

  List<Canary> read(Path repository) throws IOException {
    return Corpus.in(directory == null ? Programs.folder(repository).resolve("corpus") : directory);
  }
}
