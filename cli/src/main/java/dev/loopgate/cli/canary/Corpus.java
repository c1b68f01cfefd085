package dev.loopgate.cli.canary;

import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All attacks that somebody wrote down: one folder each, by name. */
final class Corpus {
  private Corpus() {}

  static List<Canary> in(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new Refusal(ExitCode.NOT_FOUND, "there is no folder " + directory, "--corpus DIR");
    }
    List<Canary> canaries = new ArrayList<>();
    try (Stream<Path> folders = Files.list(directory)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        canaries.add(ReadCanary.in(folder));
      }
    }
    if (canaries.isEmpty()) {
      throw new Refusal(ExitCode.NOT_FOUND, "there is no canary in " + directory, "--corpus DIR");
    }
    return canaries;
  }

  /** Those with one of the names; all of them when no name is given. */
  static List<Canary> only(List<Canary> canaries, List<String> names) {
    for (String name : names) {
      if (canaries.stream().noneMatch(canary -> canary.name().equals(name))) {
        throw new Refusal(ExitCode.NOT_FOUND, "there is no canary " + name, "loopgate canary list");
      }
    }
    return canaries.stream()
        .filter(canary -> names.isEmpty() || names.contains(canary.name()))
        .toList();
  }
}
