package dev.loopgate.conformance.clients;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The generated TypeScript clients and a script that uses them, type-checked strictly. Nobody needs
 * Node to work on Loopgate: without it the test is skipped and says so.
 */
final class TypeScriptClient {
  private static final Path WORK = GeneratedClients.GENERATED.resolve("typescript");
  private static final Path PROGRAM = GeneratedClients.SOURCES.resolve("typescript");
  private static final List<String> FILES =
      List.of(
          ".npmrc", "package.json", "package-lock.json", "tsconfig.json", "fetch-one-of-each.ts");
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
  private static final int OLDEST_NODE = 18;

  private TypeScriptClient() {}

  /** The compiled script; skips the test when this machine cannot compile it. */
  static Path compile() {
    Optional<String> obstacle = obstacle();
    assumeTrue(
        obstacle.isEmpty(), () -> "TypeScript clients not checked: " + obstacle.orElseThrow());
    node(Map.of(), List.of("node_modules/typescript/bin/tsc", "-p", "."))
        .outputOrFail("type-checking the TypeScript clients");
    return WORK.resolve("out/fetch-one-of-each.js");
  }

  static Fetched fetch(Endpoints endpoints, List<String> keys) {
    List<String> arguments = new ArrayList<>(List.of(compile().toString()));
    arguments.addAll(endpoints.urls());
    arguments.addAll(keys);
    Tool run = node(Map.of("LOOPGATE_TOKEN", endpoints.token()), arguments);
    return Fetched.parse(run.outputOrFail("the TypeScript client"));
  }

  private static Optional<String> obstacle() {
    Tool version = node(Map.of(), List.of("--version"));
    Matcher matcher = VERSION.matcher(version.output().strip());
    if (!version.succeeded() || !matcher.matches()) {
      return Optional.of("there is no Node on this machine.");
    }
    if (Integer.parseInt(matcher.group(1)) < OLDEST_NODE) {
      return Optional.of(
          "Node %s is older than %d.".formatted(version.output().strip(), OLDEST_NODE));
    }
    copyProgram();
    return install();
  }

  private static Optional<String> install() {
    Tool install = Tool.run(WORK, Map.of(), List.of("npm", "ci", "--prefer-offline"));
    return switch (install.exitCode()) {
      case 0 -> Optional.empty();
      case 127 -> Optional.of("there is no npm on this machine.");
      default -> Optional.of("npm could not install the compiler: " + lastLine(install.output()));
    };
  }

  private static String lastLine(String output) {
    return output.lines().filter(line -> line.contains("error")).findFirst().orElse("no reason");
  }

  private static void copyProgram() {
    try {
      for (String file : FILES) {
        Files.copy(PROGRAM.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tool node(Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(arguments);
    return Tool.run(WORK, environment, command);
  }
}
