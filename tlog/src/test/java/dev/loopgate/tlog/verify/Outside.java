package dev.loopgate.tlog.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that others wrote, run as a user would. */
record Outside(String name, List<String> command, Map<String, String> environment) {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("loopgate.repository", ".."), "docs", "verify-log");
  private static final Path DEBIAN = Path.of("/usr/share/gocode");

  record Outcome(int exitCode, String output) {}

  Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output.strip());
  }

  /** The Go program, compiled into a directory, where there is a compiler and x/mod. */
  static Optional<Outside> go(Path directory) throws IOException, InterruptedException {
    if (!runs("go", "version") || !Files.exists(DEBIAN.resolve("src/golang.org/x/mod/sumdb"))) {
      return Optional.empty();
    }
    Path program = directory.resolve("verify-go");
    Outside compiler =
        new Outside(
            "go",
            List.of("go", "build", "-o", program.toString()),
            Map.of("GO111MODULE", "off", "GOPATH", DEBIAN.toString(), "GOFLAGS", ""));
    Outcome built = compiler.run(SCRIPTS.resolve("verify.go").toString());
    if (built.exitCode() != 0) {
      throw new AssertionError("verify.go does not compile: " + built.output());
    }
    return Optional.of(new Outside("go", List.of(program.toString()), Map.of()));
  }

  static Optional<Outside> node() throws InterruptedException {
    List<String> command = List.of("node", SCRIPTS.resolve("verify.mjs").toString());
    return runs("node", "--version")
        ? Optional.of(new Outside("node", command, Map.of()))
        : Optional.empty();
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Outside program = new Outside(command[0], List.of(command[0]), Map.of());
      return program.run(command[1]).exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
