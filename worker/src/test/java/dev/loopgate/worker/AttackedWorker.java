package dev.loopgate.worker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopgate.contracts.work.Completion;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.layout.Tree;
import dev.loopgate.worker.process.Self;
import dev.loopgate.worker.sandbox.Programs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A worker in a process of its own that runs as a chosen user, for stages that attack it. */
final class AttackedWorker {
  static final int ROOT = 0;
  static final int NOBODY = 65_534;

  final FakeService service = new FakeService();
  private final Path folder;
  private final Process process;

  /** Skips where the user cannot be had: only root can become another one. */
  static AttackedWorker of(int user, String isolation) throws IOException {
    assumeTrue(Self.isRoot(), "no worker of user %d: run this as root".formatted(user));
    assumeTrue(Programs.find("perl").isPresent(), "there is no perl here: install it");
    return new AttackedWorker(user, isolation);
  }

  /** Root's lies where nobody else can go; the other's lies where it can. */
  private AttackedWorker(int user, String isolation) throws IOException {
    folder = Files.createTempDirectory("attacked");
    Files.createDirectories(directory());
    Path token = Files.writeString(folder.resolve("token"), "worker-token");
    String classes = System.getProperty("java.class.path");
    if (user != ROOT) {
      classes = copy(classes, Files.createDirectories(folder.resolve("classes")));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setAttribute(directory(), "unix:uid", user);
    }
    process = start(become(user, classes), token, isolation);
  }

  private static List<String> become(int user, String classes) {
    String number = Integer.toString(user);
    List<String> line = new ArrayList<>();
    if (user != ROOT) {
      line.addAll(List.of("setpriv", "--reuid", number, "--regid", number, "--clear-groups"));
    }
    line.addAll(List.of(Programs.java(), "-cp", classes, WorkerMain.class.getName()));
    return line;
  }

  private Process start(List<String> line, Path token, String isolation) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line);
    builder
        .environment()
        .putAll(
            Map.of(
                "LOOPGATE_EXPERIMENTS_URL", service.url().toString(),
                "LOOPGATE_IDEAS_URL", service.url().toString(),
                "LOOPGATE_TOKEN_FILE", token.toString(),
                "LOOPGATE_WORKER_DIRECTORY", directory().toString(),
                "LOOPGATE_WORKER_NAME", "attacked",
                "LOOPGATE_WORKER_SLOTS", "2",
                "LOOPGATE_ISOLATION", isolation));
    File log = folder.resolve("worker.log").toFile();
    return builder.redirectErrorStream(true).redirectOutput(log).start();
  }

  /** What the tests run from may lie where only root can go. */
  private static String copy(String classPath, Path target) throws IOException {
    List<String> copies = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      Path copy = target.resolve(Integer.toString(copies.size()) + ".jar");
      copyTree(Path.of(entry), copy);
      copies.add(copy.toString());
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.exists(from) ? Files.walk(from) : Stream.empty()) {
      files.forEach(file -> copyOne(file, to.resolve(from.relativize(file).toString())));
    }
  }

  private static void copyOne(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return folder.resolve("worker");
  }

  /** What the stage printed. */
  String attack(String script) throws Exception {
    UUID attempt = lend(script);
    completion();
    return service.logs.getOrDefault(attempt, "");
  }

  UUID lend(String script) {
    return lend(new Tarball().file("stage.sh", script));
  }

  UUID lend(Tarball workspace) {
    LeaseBuilder lease = new LeaseBuilder();
    lease.workspace = service.add(workspace.bytes());
    service.lend(lease.build());
    return lease.attempt;
  }

  Completion completion() throws Exception {
    if (!process.isAlive()) {
      throw new AssertionError(Files.readString(folder.resolve("worker.log")));
    }
    return service.completion();
  }

  /** A file that a stage that runs has in its workspace. */
  Path waitFor(String name) throws Exception {
    List<Path> found = new ArrayList<>();
    RunningWorker.eventually(() -> {
      Path all = AttemptDirectory.allIn(directory());
      if (Files.notExists(all)) {
        return false;
      }
      try (Stream<Path> attempts = Files.list(all)) {
        attempts
            .map(attempt -> attempt.resolve("stage/workspace").resolve(name))
            .filter(Files::exists)
            .forEach(found::add);
      }
      return !found.isEmpty();
    });
    return found.getFirst();
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    service.close();
    Tree.delete(folder);
  }
}
