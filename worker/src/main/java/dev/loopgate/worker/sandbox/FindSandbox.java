package dev.loopgate.worker.sandbox;

import dev.loopgate.worker.config.WorkerConfig.IsolationChoice;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.process.Probe;
import dev.loopgate.worker.process.Self;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the strongest sandbox that works here, or the one that the operator demands. What is
 * claimed was tried before, on this machine and in this process.
 */
public final class FindSandbox {
  private static final List<String> UNSHARE =
      List.of("--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL");
  private static final List<String> NO_NESTING = List.of("--unshare-user", "--disable-userns");

  private final Path directory;
  private final List<String> faults = new ArrayList<>();
  private List<Proof> proofs = List.of();

  /**
   * @param directory the worker's own, where the first stages are tried
   */
  public FindSandbox(Path directory) {
    this.directory = directory;
  }

  public Sandbox forChoice(IsolationChoice choice) throws IOException, InterruptedException {
    return switch (choice) {
      case PROCESS -> PlainProcess.find();
      case AUTO -> strongest();
      case HARDENED -> hardened().orElseThrow(() -> refused("hardened"));
      case BUBBLEWRAP -> bubblewrap().orElseThrow(() -> refused("bubblewrap"));
    };
  }

  private Sandbox strongest() throws IOException, InterruptedException {
    Optional<Bubblewrap> found = hardened();
    if (found.isEmpty()) {
      found = bubblewrap();
    }
    return found.isPresent() ? found.get() : PlainProcess.find();
  }

  private IllegalStateException refused(String wanted) {
    return new IllegalStateException(
        ("isolation %s cannot be had here: %s; install bubblewrap and allow user namespaces (the"
                + " worker's command 'doctor' says more), or set LOOPGATE_ISOLATION=process")
            .formatted(wanted, String.join("; ", faults)));
  }

  /** What did not work so far, in words. */
  public List<String> faults() {
    return faults;
  }

  /** What the last sandbox that let a stage try anything kept it from, and what not. */
  public List<Proof> proofs() {
    return proofs;
  }

  /** With a system call filter, and observed. */
  public Optional<Bubblewrap> hardened() throws IOException, InterruptedException {
    if (SystemCallFilter.here().isEmpty()) {
      faults.add("no system call filter is known for " + System.getProperty("os.arch"));
      return Optional.empty();
    }
    return first(true, true);
  }

  /** Without the filter; an old {@code bwrap} cannot be observed, which costs tripwires only. */
  public Optional<Bubblewrap> bubblewrap() throws IOException, InterruptedException {
    Optional<Bubblewrap> observed = first(true, false);
    return observed.isPresent() ? observed : first(false, false);
  }

  private Optional<Bubblewrap> first(boolean observed, boolean hardened)
      throws IOException, InterruptedException {
    Optional<String> program = Programs.find("bwrap");
    if (program.isEmpty()) {
      faults.add("there is no bwrap");
      return Optional.empty();
    }
    StepDown stepDown = Self.isRoot() ? StepDown.find().orElse(null) : null;
    if (stepDown == null && Self.isRoot()) {
      faults.add("root cannot be left: that needs the programs " + StepDown.NEEDED);
      return Optional.empty();
    }
    SandboxFiles files = SandboxFiles.in(directory.resolve("sandbox"));
    List<String> plain = Probe.join(List.of(program.get()), UNSHARE);
    for (List<String> words : List.of(Probe.join(plain, NO_NESTING), plain)) {
      Bubblewrap candidate = new Bubblewrap(words, files, stepDown, observed, hardened);
      if (works(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private boolean works(Bubblewrap candidate) throws IOException, InterruptedException {
    Path attempts = Files.createDirectories(AttemptDirectory.allIn(directory));
    TrySandbox.Trial trial = TrySandbox.of(candidate, attempts);
    if (!trial.fault().isEmpty()) {
      faults.add(trial.fault());
    }
    if (!trial.proofs().isEmpty()) {
      proofs = trial.proofs();
    }
    return trial.fault().isEmpty();
  }
}
