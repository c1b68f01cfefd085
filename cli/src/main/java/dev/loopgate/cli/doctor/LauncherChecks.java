package dev.loopgate.cli.doctor;

import dev.loopgate.cli.client.Home;
import dev.loopgate.cli.machine.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What {@code loopgate up} needs of a machine before it can start anything. */
final class LauncherChecks {
  private static final int JDK = 25;
  private static final long ENOUGH_BYTES = 2L << 30;

  private final Home home;
  private final Ports ports;

  LauncherChecks(Home home, Ports ports) {
    this.home = home;
    this.ports = ports;
  }

  List<Check> all() throws IOException {
    return List.of(jdk(), services(), openPorts(), postgres(), disk());
  }

  private static Check jdk() {
    String detail =
        "%s in %s".formatted(System.getProperty("java.version"), System.getProperty("java.home"));
    boolean compiles = Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", "javac"));
    return Runtime.version().feature() >= JDK && compiles
        ? Check.fine("jdk", detail)
        : Check.missing(
            "jdk", detail, "Install a JDK %d or newer and point JAVA_HOME at it.".formatted(JDK));
  }

  private Check services() {
    List<String> missing =
        List.of("ideas-service", "experiment-service", "review-service").stream()
            .filter(module -> !Files.exists(jar(module)))
            .toList();
    return missing.isEmpty()
        ? Check.fine("services", "built")
        : Check.missing(
            "services",
            "not built: " + String.join(", ", missing),
            "Run ./mvnw package -DskipTests.");
  }

  private Path jar(String module) {
    return home.repository().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }

  private Check openPorts() throws IOException {
    List<Integer> taken = ports.all().stream().filter(port -> !Ports.isFree(port)).toList();
    if (taken.isEmpty()) {
      return Check.fine("ports", "%s are free".formatted(ports.all()));
    }
    if (isOurs(taken)) {
      return Check.fine("ports", "%s are in use by the Loopgate that runs here".formatted(taken));
    }
    return Check.missing(
        "ports",
        "%s are in use".formatted(taken),
        "Stop what uses them, or move with --port-base N.");
  }

  /** Whether a launcher that still lives wrote down that its services are there. */
  private boolean isOurs(List<Integer> taken) throws IOException {
    Path launcher = home.data().resolve("run/launcher.pid");
    if (!Files.exists(launcher) || !Files.exists(home.endpoints())) {
      return false;
    }
    String pid = Files.readString(launcher).strip();
    String endpoints = Files.readString(home.endpoints());
    return pid.matches("[0-9]{1,10}")
        && ProcessHandle.of(Long.parseLong(pid)).isPresent()
        && taken.stream().allMatch(port -> endpoints.contains(":%d\"".formatted(port)));
  }

  /** The server comes with this command, for some platforms. */
  private static Check postgres() {
    String binaries = "postgres-%s-%s.txz".formatted(system(), architecture());
    return LauncherChecks.class.getResource("/" + binaries) != null
        ? Check.fine("postgres", binaries)
        : Check.missing(
            "postgres",
            "there is no " + binaries,
            "Use Linux or macOS on x86-64 or ARM64, or deploy the services with a PostgreSQL 18.");
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : name;
  }

  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      case String other -> other;
    };
  }

  private Check disk() throws IOException {
    Path folder = home.data();
    while (!Files.exists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    long free = Files.getFileStore(folder).getUsableSpace();
    String detail = "%.1f GB free at %s".formatted(free / 1e9, home.data());
    return free >= ENOUGH_BYTES
        ? Check.fine("disk", detail)
        : Check.missing(
            "disk", detail, "Free 2 GB there, or choose another place with --data DIR.");
  }
}
