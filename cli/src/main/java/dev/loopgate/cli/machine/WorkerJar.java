package dev.loopgate.cli.machine;

import dev.loopgate.cli.client.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the packaged worker, whatever its version is. */
public final class WorkerJar {
  private WorkerJar() {}

  /** The worker that was built in this repository; refused when there is none. */
  public static Path in(Path repository) throws IOException {
    Path target = repository.resolve("worker/target");
    if (!Files.isDirectory(target)) {
      throw missing(target);
    }
    try (Stream<Path> entries = Files.list(target)) {
      return entries
          .filter(path -> path.getFileName().toString().matches("loopgate-worker-[0-9].*\\.jar"))
          .filter(path -> !path.getFileName().toString().matches(".*-(sources|javadoc|tests).jar"))
          .findFirst()
          .orElseThrow(() -> missing(target));
    }
  }

  private static Refusal missing(Path target) {
    return new Refusal("there is no worker jar in " + target, "./mvnw package -DskipTests");
  }
}
