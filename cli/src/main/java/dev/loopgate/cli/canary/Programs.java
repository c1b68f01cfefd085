package dev.loopgate.cli.canary;

import java.nio.file.Path;
import java.util.List;

/** The small programs that the corpus attacks, in the order in which they are applied. */
final class Programs {
  static final String STANDARD = "canaries";
  static final String ISOLATED = "canaries-isolated";
  static final String IMPOSSIBLE = "canaries-impossible";

  private Programs() {}

  static List<String> names() {
    return List.of(STANDARD, ISOLATED, IMPOSSIBLE);
  }

  static Path folder(Path repository) {
    return repository.resolve("examples/canaries");
  }

  static Path file(Path repository, String program) {
    return folder(repository).resolve(program + ".yaml");
  }
}
