package dev.loopgate.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.sandbox.Proof.Held;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is concluded from tries inside and outside, and that the tries themselves do no harm. */
class ProveIsolationTest {
  private static final List<Path> SETTINGS =
      List.of(Path.of("/proc/sys/kernel/core_pattern"), Path.of("/proc/sys/fs/lease-break-time"));

  @TempDir Path folder;
  private AttemptDirectory directory;

  @BeforeEach
  void layOut() {
    directory = AttemptDirectory.in(folder);
  }

  @Test
  void whatOnlyTheWorkerCanDoIsHeldByTheSandbox() {
    assertThat(held(line("sysctls", "refused"), line("sysctls", "done")))
        .containsEntry(Escape.SYSCTLS, Held.BY_THE_SANDBOX);
  }

  @Test
  void whatTheWorkerCannotDoEitherIsHeldByItsUser() {
    assertThat(held(line("sysctls", "refused"), line("sysctls", "refused")))
        .containsEntry(Escape.SYSCTLS, Held.BY_THE_USER);
    assertThat(held(line("sysctls", "refused"), ""))
        .containsEntry(Escape.SYSCTLS, Held.BY_THE_USER);
  }

  @Test
  void whatWorkedInsideIsNotHeldWhateverHappensOutside() {
    for (String outside : List.of("", line("mounts", "done"), line("mounts", "refused"))) {
      assertThat(held(line("mounts", "done"), outside)).containsEntry(Escape.MOUNTS, Held.NOT);
    }
  }

  @Test
  void whatWasNotTriedIsNotHeld() {
    assertThat(held("", line("keys", "done")).values()).containsOnly(Held.NOT);
    assertThat(held("escape\tkeys\trefused", "")).containsEntry(Escape.KEYS, Held.NOT);
    assertThat(held(line("keys", "unheard of"), "")).containsEntry(Escape.KEYS, Held.NOT);
  }

  @Test
  void oneSuccessOutweighsAnyNumberOfRefusals() {
    String twice =
        line("devices", "refused") + line("devices", "done") + line("devices", "refused");
    assertThat(held(twice, "")).containsEntry(Escape.DEVICES, Held.NOT);
  }

  @Test
  void aCommandLineWithTheFolderOfTheAttemptIsAPathOfTheMachine() {
    assertThat(held("command line\tbwrap --args 6 -- sh\n", ""))
        .containsEntry(Escape.HOST_PATHS, Held.BY_THE_SANDBOX);
    assertThat(held("command line\tsh\ncommand line\tbwrap " + directory.stage() + "\n", ""))
        .containsEntry(Escape.HOST_PATHS, Held.NOT);
  }

  @Test
  void aLevelFallsWithWhatItPromisesAndStandsWithoutWhatItDoesNot() {
    Proof setting = new Proof(Escape.SYSCTLS, Held.NOT, "", "");
    assertThat(setting.breaks(Isolation.BUBBLEWRAP)).isTrue();
    assertThat(setting.breaks(Isolation.HARDENED)).isTrue();
    Proof lease = new Proof(Escape.LEASES, Held.NOT, "", "");
    assertThat(lease.breaks(Isolation.BUBBLEWRAP)).isFalse();
    assertThat(lease.breaks(Isolation.HARDENED)).isTrue();
    Proof user = new Proof(Escape.SYSCTLS, Held.BY_THE_USER, "", "");
    assertThat(user.breaks(Isolation.HARDENED)).isFalse();
  }

  @Test
  void theTriesLeaveEverySettingAsItWas() throws Exception {
    List<String> before = values();

    String said = ProveIsolation.outside(folder.resolve("control"));

    assertThat(values()).isEqualTo(before);
    assertThat(folder.resolve("control")).doesNotExist();
    assertThat(ProveIsolation.outcomes(said).keySet())
        .containsExactlyInAnyOrder(
            "sysctls", "proc", "sysfs", "devices", "mounts", "keys", "leases");
  }

  private static List<String> values() throws Exception {
    return List.of(Files.readString(SETTINGS.get(0)), firstLine(SETTINGS.get(1)));
  }

  private static String firstLine(Path file) throws Exception {
    try (var reader = Files.newBufferedReader(file)) {
      return String.valueOf(reader.readLine());
    }
  }

  private Map<Escape, Held> held(String inside, String outside) {
    return ProveIsolation.from(inside, directory, ProveIsolation.outcomes(outside)).stream()
        .collect(Collectors.toMap(Proof::escape, Proof::held));
  }

  private static String line(String name, String outcome) {
    return "escape\t" + name + "\t" + outcome + "\twhat\n";
  }
}
