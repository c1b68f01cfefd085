package dev.loopgate.cli.machine;

import dev.loopgate.cli.client.Home;
import dev.loopgate.cli.client.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The data directory of one machine, as {@code docs/cli.md} draws it. */
final class MachineFiles {
  private static final List<String> DIRECTORIES =
      List.of(
          "keys", "tokens", "run", "logs", "postgres", "git", "workspaces", "artifacts", "worker");

  private final Home home;

  private MachineFiles(Home home) {
    this.home = home;
  }

  /** Makes what is missing. */
  static MachineFiles prepare(Home home) throws IOException {
    SecretFiles.directory(home.data());
    for (String directory : DIRECTORIES) {
      SecretFiles.directory(home.data().resolve(directory));
    }
    return new MachineFiles(home);
  }

  /** Removes what earlier processes kept, apart from what says which of them still run. */
  void clear() throws IOException {
    for (String directory : DIRECTORIES) {
      if (!directory.equals("run")) {
        Trees.delete(directory(directory));
        SecretFiles.directory(directory(directory));
      }
    }
    Files.deleteIfExists(home.endpoints());
  }

  Home home() {
    return home;
  }

  Path directory(String name) {
    return home.data().resolve(name);
  }

  Path log(String name) {
    return directory("logs").resolve(name + ".log");
  }

  Path run(String file) {
    return directory("run").resolve(file);
  }
}
