package dev.loopgate.worker;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.wire.json.Json;
import dev.loopgate.worker.layout.Baits;
import dev.loopgate.worker.layout.Tree;
import dev.loopgate.worker.layout.Unguessable;
import dev.loopgate.worker.limits.ControlGroups;
import dev.loopgate.worker.process.NetworkCounters;
import dev.loopgate.worker.sandbox.Bubblewrap;
import dev.loopgate.worker.sandbox.FindSandbox;
import dev.loopgate.worker.sandbox.Programs;
import dev.loopgate.worker.sandbox.Proof;
import dev.loopgate.worker.sandbox.SystemCallFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what this machine can do for isolation, what it cannot, and how to get more. */
final class Doctor {
  private static final long ENOUGH_DISK = 2L << 30;
  private static final String INSTALL = "Install bubblewrap, for example: apt install bubblewrap.";
  private static final String ALLOW =
      "Allow user namespaces: sysctl user.max_user_namespaces=10000, and where they exist"
          + " kernel.unprivileged_userns_clone=1 and, on Ubuntu,"
          + " kernel.apparmor_restrict_unprivileged_userns=0.";

  private final Path directory;
  private final List<Check> checks = new ArrayList<>();

  private Doctor(Path directory) {
    this.directory = directory;
  }

  /**
   * One thing that was tried.
   *
   * @param remedy one sentence how to get it; null when it is there
   */
  record Check(String name, boolean ok, String detail, @Nullable String remedy) {}

  /**
   * @param isolation the strongest that a worker gets here
   * @param proofs what a stage tried in it, or in the weaker one that was tried last
   */
  record Report(Isolation isolation, List<Check> checks, List<Proof> proofs) {
    Report {
      checks = List.copyOf(checks);
      proofs = List.copyOf(proofs);
    }
  }

  /** Prints the report as one JSON document. */
  static void print(@Nullable String workerDirectory) throws IOException, InterruptedException {
    Path parent =
        workerDirectory == null
            ? Path.of(System.getProperty("java.io.tmpdir"))
            : Path.of(workerDirectory);
    Path directory =
        Files.createDirectories(parent).toRealPath().resolve("doctor-" + Unguessable.name());
    try {
      System.out.println(Json.write(new Doctor(Files.createDirectories(directory)).examine()));
    } finally {
      Tree.delete(directory);
    }
  }

  static Report examine(Path directory) throws IOException, InterruptedException {
    return new Doctor(directory).examine();
  }

  private Report examine() throws IOException, InterruptedException {
    machine();
    FindSandbox find = new FindSandbox(directory);
    Optional<Bubblewrap> hardened = find.hardened();
    Optional<Bubblewrap> bubblewrap = hardened.isPresent() ? hardened : find.bubblewrap();
    String fault = String.join("; ", find.faults());
    sandbox(bubblewrap.isPresent(), fault);
    filter(hardened.isPresent(), bubblewrap.isPresent(), fault);
    proofs(find.proofs());
    limits();
    traces(bubblewrap.filter(Bubblewrap::observed).isPresent());
    Isolation isolation = bubblewrap.map(Bubblewrap::isolation).orElse(Isolation.PROCESS);
    return new Report(isolation, checks, find.proofs());
  }

  private void machine() throws IOException {
    check(
        "jdk", Runtime.version().feature() >= 25, "Java " + Runtime.version(), "Run with JDK 25.");
    int processors = Runtime.getRuntime().availableProcessors();
    check(
        "processors",
        processors >= 2,
        processors + " processors",
        "Give the machine at least two processors: one measures, one does the rest.");
    long free = Files.getFileStore(directory).getUsableSpace();
    check(
        "disk",
        free >= ENOUGH_DISK,
        "%d bytes free at %s".formatted(free, directory.getParent()),
        "Free some disk space, or set LOOPGATE_WORKER_DIRECTORY to a larger disk.");
  }

  private void sandbox(boolean works, String fault) {
    Optional<String> program = Programs.find("bwrap");
    check("bubblewrap", program.isPresent(), program.orElse("there is no bwrap"), INSTALL);
    check(
        "userNamespaces",
        works,
        works ? "a stage ran without network, privileges and foreign processes" : fault,
        program.isPresent() ? ALLOW : INSTALL);
  }

  private void filter(boolean hardened, boolean works, String fault) {
    check(
        "seccomp",
        hardened,
        hardened ? "a stage ran with system calls filtered" : fault,
        SystemCallFilter.here().isEmpty()
            ? "Use a machine with an x86_64 or aarch64 processor."
            : works
                ? "Run the worker on a kernel with CONFIG_SECCOMP_FILTER, 5.14 or newer."
                : ALLOW);
  }

  private void proofs(List<Proof> proofs) {
    List<String> open = proofs.stream().filter(Proof::isOpen).map(Proof::name).toList();
    check(
        "proofs",
        open.isEmpty() && !proofs.isEmpty(),
        open.isEmpty()
            ? "%d ways out of the sandbox were tried and held".formatted(proofs.size())
            : "ways out of the sandbox: " + String.join(", ", open),
        "Stages get a lower isolation meanwhile: update bubblewrap and the kernel, or run the worker"
            + " as another user.");
  }

  private void limits() {
    check(
        "rlimits",
        Files.isExecutable(Path.of("/bin/sh")),
        "limits of the kernel on each process, set by /bin/sh",
        "Install a POSIX shell as /bin/sh.");
    check(
        "cgroup",
        ControlGroups.here().isUsable(),
        ControlGroups.here().detail(),
        "Start the worker in a delegated cgroup, for example: systemd-run --user --scope"
            + " -p Delegate=yes; until then limits are kept by looking every few milliseconds.");
  }

  private void traces(boolean observed) throws IOException {
    check(
        "statusFd",
        observed,
        observed ? "bwrap names a stage's first process and lets it wait" : "bwrap does not tell",
        "Install bubblewrap 0.5 or newer.");
    check(
        "networkCounters",
        observed && NetworkCounters.of(ProcessHandle.current().pid()).readable(),
        observed ? "attempts to reach out are counted" : "attempts to reach out are not seen",
        "Install bubblewrap 0.5 or newer.");
    boolean moves = Baits.workIn(directory);
    check(
        "accessTimes",
        moves,
        moves ? "readings of sealed paths leave a trace" : "readings leave no trace here",
        "Put LOOPGATE_WORKER_DIRECTORY on a file system that is not mounted with noatime.");
  }

  private void check(String name, boolean ok, String detail, String remedy) {
    checks.add(new Check(name, ok, detail, ok ? null : remedy));
  }
}
