package dev.loopgate.conformance.clients;

import java.nio.file.Path;
import java.util.List;

/** Uses running services as a client author would: with nothing but what a generator wrote. */
public final class GeneratedClients {
  static final List<String> SERVICES =
      List.of("ideas-service", "experiment-service", "review-service");

  private static final Path MODULE =
      Path.of(System.getProperty("loopgate.repository", ".."), "conformance")
          .toAbsolutePath()
          .normalize();

  /** Where the build lets the generator write; see the pom. */
  static final Path GENERATED = MODULE.resolve("target/clients");

  /** The programs that use what was generated. */
  static final Path SOURCES = MODULE.resolve("src/test/clients");

  private GeneratedClients() {}

  /** Compiles the Java clients and fetches one of each. */
  public static Fetched fetchWithJavaClient(
      Endpoints endpoints, String ideaKey, String experimentId, String reviewKey) {
    return JavaClient.fetch(endpoints, List.of(ideaKey, experimentId, reviewKey));
  }

  /**
   * Type-checks the TypeScript clients and fetches one of each; on a machine without Node the test
   * is skipped.
   */
  public static Fetched fetchWithTypeScript(
      Endpoints endpoints, String ideaKey, String experimentId, String reviewKey) {
    return TypeScriptClient.fetch(endpoints, List.of(ideaKey, experimentId, reviewKey));
  }
}
