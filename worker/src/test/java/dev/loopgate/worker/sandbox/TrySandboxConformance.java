package dev.loopgate.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopgate.worker.config.WorkerConfig.IsolationChoice;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.process.Self;
import dev.loopgate.worker.sandbox.Proof.Held;
import dev.loopgate.worker.sandbox.TrySandbox.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox that lets something out is found out by trying, and loses its label. */
class TrySandboxConformance {
  @TempDir Path folder;
  private Bubblewrap good;
  private Path attempts;

  @BeforeEach
  void find() throws Exception {
    FindSandbox find = new FindSandbox(folder);
    assumeTrue(find.hardened().isPresent(), () -> "hardening does not work: " + find.faults());
    good = (Bubblewrap) find.forChoice(IsolationChoice.HARDENED);
    attempts = Files.createDirectories(AttemptDirectory.allIn(folder));
  }

  @Test
  void whatHoldsEverythingHasNoFault() throws Exception {
    Trial trial = TrySandbox.of(good, attempts);

    assertThat(trial.fault()).isEmpty();
    assertThat(trial.proofs()).extracting(Proof::escape).containsExactly(Escape.values());
    assertThat(trial.proofs()).noneMatch(Proof::isOpen);
  }

  @Test
  void aFilterThatLetsLeasesThroughIsNone() throws Exception {
    Files.write(good.files().filter(), new Bpf().bytes());

    Trial trial = TrySandbox.of(good, attempts);

    assertThat(trial.fault()).contains("a stage could hold a lease", "a stage could use a keyring");
    assertThat(trial.proofs())
        .filteredOn(Proof::isOpen)
        .extracting(Proof::escape)
        .containsExactly(Escape.KEYS, Escape.LEASES);
  }

  @Test
  void withoutAFilterTheWeakerLabelStandsAndTheProofsSayWhatIsOpen() throws Exception {
    Bubblewrap weaker = new Bubblewrap(good.words(), good.files(), good.stepDown(), true, false);

    Trial trial = TrySandbox.of(weaker, attempts);

    assertThat(trial.fault()).isEmpty();
    assertThat(trial.proofs())
        .filteredOn(Proof::isOpen)
        .extracting(Proof::escape)
        .containsExactly(Escape.KEYS, Escape.LEASES);
  }

  /** As every sandbox once was: root owns all settings, others those of their own network. */
  @Test
  void aStageThatOwnsSettingsAndCanWriteThemIsFoundOut() throws Exception {
    Bubblewrap old =
        new Bubblewrap(writableSettings(), good.files(), null, good.observed(), good.hardened());

    Trial trial = TrySandbox.of(old, attempts);

    Proof settings =
        trial.proofs().stream()
            .filter(proof -> proof.escape() == Escape.SYSCTLS)
            .findFirst()
            .orElseThrow();
    assertThat(settings.held()).isEqualTo(Held.NOT);
    assertThat(settings.inside())
        .contains(Self.isRoot() ? "core_pattern was written" : "/proc/sys/");
    assertThat(trial.fault()).contains("a stage could give a setting of the kernel");
  }

  /** Where the machine's paths are told, the folder of the attempt is among them. */
  @Test
  void aCommandLineThatTellsPathsIsFoundOut() throws Exception {
    Bubblewrap talkative =
        new Bubblewrap(
            program("exec bwrap \"$@\" \"$PWD\""),
            good.files(),
            good.stepDown(),
            good.observed(),
            good.hardened());

    assertThat(TrySandbox.of(talkative, attempts).fault()).contains("read a path of the machine");
  }

  private List<String> writableSettings() throws Exception {
    return program(
        """
        mkfifo "$PWD/changed"
        sed -z 's#^/proc/sys$#/proc/none#' <&6 > "$PWD/changed" &
        exec bwrap "$@" 6< "$PWD/changed"\
        """);
  }

  private List<String> program(String script) throws Exception {
    Path program = Files.createTempFile(folder, "bwrap", ".sh");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> words = new ArrayList<>(good.words());
    words.set(0, program.toString());
    return words;
  }
}
